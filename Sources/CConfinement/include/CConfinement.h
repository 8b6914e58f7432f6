#ifndef CCONFINEMENT_H
#define CCONFINEMENT_H

#include <stddef.h>
#include <sys/types.h>

// Every function answers 0 or a useful number; -1 means that errno tells why.

/// The Landlock ABI of the running kernel, 1 or more; -1 where the kernel has none.
int confinement_landlock_abi(void);
/// A new ruleset that denies everything which `abi` can deny. The descriptor of the ruleset.
int confinement_landlock_create(int abi);
/// Allows everything beneath `path` (or the file itself) to be read and, when `writable`, to be changed.
int confinement_landlock_allow(int ruleset, int abi, const char *path, int writable);
/// Binds the calling thread and all that it starts to the ruleset. Needs confinement_no_new_privileges first.
int confinement_landlock_enforce(int ruleset);

/// Nothing that this process starts can gain privileges.
int confinement_no_new_privileges(void);
/// The kernel kills this process when the thread that started it ends.
int confinement_die_with_parent(void);
/// No core files; no other process of this user may attach to this one.
int confinement_forbid_inspection(void);
/// Gives up every capability but the right to read and write files of others (which Landlock bounds).
int confinement_drop_capabilities(void);
/// Denies the system calls that a worker has no use for; see confinement.c for the list and the reasons.
int confinement_seccomp_install(void);

/// What confinement_limit bounds.
enum confinement_resource {
  CONFINEMENT_DATA_BYTES,
  CONFINEMENT_CPU_SECONDS,
  CONFINEMENT_OPEN_FILES,
  CONFINEMENT_FILE_SIZE_BYTES,
  CONFINEMENT_CORE_BYTES
};
/// Lowers the soft and hard limit of `resource` to `value`; a lower limit that is in force already stays.
int confinement_limit(enum confinement_resource resource, unsigned long long value);

/// Starts `path` with only the three given descriptors as 0, 1 and 2, every other one closed, and default signals.
/// 0, or an error number.
int confinement_spawn(const char *path, char *const argv[], char *const envp[], int in, int out, int err, pid_t *pid);
/// write(2) that reports a closed pipe as EPIPE and never as a signal.
ssize_t confinement_write(int descriptor, const void *bytes, size_t count);
/// Two descriptors above 2 that close on exec: ends[0] for reading, ends[1] for writing.
int confinement_pipe(int ends[2]);
#endif
