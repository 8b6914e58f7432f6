#ifndef CSYSTEM_H
#define CSYSTEM_H
/// Exchanges two names in one step (renameat2 with RENAME_EXCHANGE). 0, or -1 with errno.
int system_exchange_names(const char *a, const char *b);
/// Makes everything written to the file system of an open file or folder durable (syncfs). 0, or -1 with errno.
int system_synchronize_file_system(int descriptor);
/// 1 when the processor offers every instruction of the x86-64-v3 level that our kernels use, else 0.
int system_cpu_is_x86_64_v3(void);
#endif
