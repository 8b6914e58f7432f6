#define _GNU_SOURCE
#include "CConfinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Landlock. The kernel's interface is written out here because the headers of a build machine may be older than
// the kernel that the product runs on; its numbers are fixed (Documentation/userspace-api/landlock.rst).

struct ruleset_attributes {
  uint64_t handled_access_fs;
  uint64_t handled_access_net;
  uint64_t scoped;
};

struct path_attributes {
  uint64_t allowed_access;
  int32_t parent_fd;
} __attribute__((packed));

enum {
  landlock_create_ruleset = 444,
  landlock_add_rule = 445,
  landlock_restrict_self = 446,
  landlock_version_flag = 1,
  landlock_path_beneath = 1
};

#define FS_EXECUTE (1ULL << 0)
#define FS_WRITE_FILE (1ULL << 1)
#define FS_READ_FILE (1ULL << 2)
#define FS_READ_DIR (1ULL << 3)
#define FS_REMOVE_DIR (1ULL << 4)
#define FS_REMOVE_FILE (1ULL << 5)
#define FS_MAKE_DIR (1ULL << 7)
#define FS_MAKE_REG (1ULL << 8)
#define FS_FIRST_ABI ((1ULL << 13) - 1)
#define FS_REFER (1ULL << 13)      // ABI 2
#define FS_TRUNCATE (1ULL << 14)   // ABI 3
#define FS_IOCTL_DEV (1ULL << 15)  // ABI 5
#define NET_ALL 3ULL               // ABI 4: bind and connect of TCP
#define SCOPE_ALL 3ULL             // ABI 6: abstract sockets and signals

static uint64_t handled_rights(int abi) {
  uint64_t rights = FS_FIRST_ABI;
  if (abi >= 2) rights |= FS_REFER;
  if (abi >= 3) rights |= FS_TRUNCATE;
  if (abi >= 5) rights |= FS_IOCTL_DEV;
  return rights;
}

int confinement_landlock_abi(void) {
  return (int)syscall(landlock_create_ruleset, NULL, 0, landlock_version_flag);
}

int confinement_landlock_create(int abi) {
  struct ruleset_attributes attributes = {handled_rights(abi), 0, 0};
  size_t size = sizeof attributes.handled_access_fs;
  if (abi >= 4) {
    attributes.handled_access_net = NET_ALL;
    size += sizeof attributes.handled_access_net;
  }
  if (abi >= 6) {
    attributes.scoped = SCOPE_ALL;
    size += sizeof attributes.scoped;
  }
  return (int)syscall(landlock_create_ruleset, &attributes, size, 0);
}

int confinement_landlock_allow(int ruleset, int abi, const char *path, int writable) {
  int descriptor = open(path, O_PATH | O_CLOEXEC);
  if (descriptor < 0) return -1;
  struct stat status;
  int result = fstat(descriptor, &status);
  if (result == 0) {
    uint64_t rights = FS_READ_FILE;
    if (writable) rights |= FS_WRITE_FILE | FS_TRUNCATE;
    if (S_ISDIR(status.st_mode)) {
      rights |= FS_READ_DIR;
      // No links, pipes, sockets or devices: whoever reads a worker's folder finds plain files.
      if (writable) rights |= FS_REMOVE_DIR | FS_REMOVE_FILE | FS_MAKE_DIR | FS_MAKE_REG | FS_REFER;
    }
    struct path_attributes attributes = {rights & handled_rights(abi), descriptor};
    result = (int)syscall(landlock_add_rule, ruleset, landlock_path_beneath, &attributes, 0);
  }
  int reason = errno;
  close(descriptor);
  errno = reason;
  return result;
}

int confinement_landlock_enforce(int ruleset) {
  return (int)syscall(landlock_restrict_self, ruleset, 0);
}

// Privileges, inspection, limits.

int confinement_no_new_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); }

int confinement_die_with_parent(void) { return prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

int confinement_forbid_inspection(void) {
  if (confinement_limit(CONFINEMENT_CORE_BYTES, 0) != 0) return -1;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int confinement_drop_capabilities(void) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  if (syscall(SYS_capget, &header, data) != 0) return -1;
  for (int half = 0; half < 2; half++) {
    uint32_t kept = half == 0 ? data[half].permitted & (1U << CAP_DAC_OVERRIDE) : 0;
    data[half].effective = data[half].permitted = kept;
    data[half].inheritable = 0;
  }
  return (int)syscall(SYS_capset, &header, data);
}

int confinement_limit(enum confinement_resource resource, unsigned long long value) {
  int number;
  switch (resource) {
    case CONFINEMENT_DATA_BYTES: number = RLIMIT_DATA; break;
    case CONFINEMENT_CPU_SECONDS: number = RLIMIT_CPU; break;
    case CONFINEMENT_OPEN_FILES: number = RLIMIT_NOFILE; break;
    case CONFINEMENT_FILE_SIZE_BYTES: number = RLIMIT_FSIZE; break;
    case CONFINEMENT_CORE_BYTES: number = RLIMIT_CORE; break;
    default: errno = EINVAL; return -1;
  }
  struct rlimit limit;
  if (getrlimit(number, &limit) != 0) return -1;
  if (value < limit.rlim_max) {
    // SIGXCPU at the soft limit says what happened; at the hard one the kernel kills without a reason.
    limit.rlim_max = number == RLIMIT_CPU ? value + 1 : value;
    limit.rlim_cur = value;
  } else {
    limit.rlim_cur = limit.rlim_max;
  }
  return setrlimit(number, &limit);
}

// Seccomp. A list of what is denied rather than of what is allowed: the worker's libraries may use any ordinary
// system call of today's or tomorrow's libc, and files are Landlock's affair. Denied is what reaches other
// processes, the network, the kernel's administration, or files past Landlock's sight.

#if defined(__x86_64__)

static const int denied[] = {
    // The network. The channel to the parent is a pair of pipes.
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_sendto, SYS_sendmsg,
    SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg, SYS_shutdown, SYS_setsockopt,
    // Other programs and processes.
    SYS_execve, SYS_execveat, SYS_fork, SYS_vfork, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp,
    SYS_tkill, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo, SYS_migrate_pages, SYS_move_pages, SYS_setpriority,
    424 /* pidfd_send_signal */, 434 /* pidfd_open */, 438 /* pidfd_getfd */, 440 /* process_madvise */,
    448 /* process_mrelease */,
    // Memory that other processes share, which RLIMIT_DATA does not count.
    SYS_shmget, SYS_shmat, SYS_shmctl, SYS_semget, SYS_semop, SYS_semctl, SYS_semtimedop, SYS_msgget, SYS_msgsnd,
    SYS_msgrcv, SYS_msgctl, SYS_mq_open, SYS_mq_unlink, SYS_memfd_create, 447 /* memfd_secret */,
    // Namespaces and mounts.
    SYS_unshare, SYS_setns, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, 428 /* open_tree */,
    429 /* move_mount */, 430 /* fsopen */, 431 /* fsconfig */, 432 /* fsmount */, 433 /* fspick */,
    442 /* mount_setattr */,
    // Keys and the large surfaces of the kernel.
    SYS_add_key, SYS_request_key, SYS_keyctl, SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, 425 /* io_uring_setup */,
    426 /* io_uring_enter */, 427 /* io_uring_register */, SYS_fanotify_init, SYS_lookup_dcookie,
    // Administration.
    SYS_kexec_load, SYS_kexec_file_load, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_reboot, SYS_swapon,
    SYS_swapoff, SYS_acct, SYS_quotactl, 443 /* quotactl_fd */, SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_personality,
    SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_sethostname, SYS_setdomainname,
    SYS_syslog, SYS_vhangup, SYS_setrlimit,
    // What Landlock does not see: attributes of files by name, truncation by name (ABI 1 and 2), handles.
    SYS_chmod, SYS_fchmodat, 452 /* fchmodat2 */, SYS_chown, SYS_lchown, SYS_fchownat, SYS_setxattr, SYS_lsetxattr,
    SYS_removexattr, SYS_lremovexattr, SYS_utime, SYS_utimes, SYS_futimesat, SYS_truncate, SYS_name_to_handle_at,
    SYS_open_by_handle_at,
};

#define WORD(field) ((uint32_t)offsetof(struct seccomp_data, field))
#define LOW(n) (WORD(args) + 8 * (n))
#define HIGH(n) (LOW(n) + 4)
#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset)
#define MASK(bits) BPF_STMT(BPF_ALU | BPF_AND | BPF_K, bits)
#define SKIP_UNLESS_EQUAL(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, count)
#define SKIP_IF_EQUAL(value, count) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, count, 0)
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, action)
#define DENY ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define ABSENT ANSWER(SECCOMP_RET_ERRNO | ENOSYS)
#define ALLOW ANSWER(SECCOMP_RET_ALLOW)
#define KILL ANSWER(SECCOMP_RET_KILL_PROCESS)

int confinement_seccomp_install(void) {
  const uint32_t self = (uint32_t)getpid();
  const uint32_t new_namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER |
                                  CLONE_NEWPID | CLONE_NEWNET;
  const struct sock_filter head[] = {
      // The numbers below are those of x86-64; another calling convention would go round them.
      LOAD(WORD(arch)), SKIP_IF_EQUAL(AUDIT_ARCH_X86_64, 1), KILL,
      LOAD(WORD(nr)), BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), KILL,
      // Their arguments lie in memory where a filter cannot look; libraries fall back on clone and openat.
      SKIP_UNLESS_EQUAL(435 /* clone3 */, 1), ABSENT, SKIP_UNLESS_EQUAL(437 /* openat2 */, 1), ABSENT,
  };
  const struct sock_filter tail[] = {
      // Threads only, in the namespaces that are there.
      SKIP_UNLESS_EQUAL(SYS_clone, 5), LOAD(LOW(0)), MASK(CLONE_THREAD | new_namespaces),
      SKIP_UNLESS_EQUAL(CLONE_THREAD, 1), ALLOW, DENY,
      // Signals to ourselves only (abort and raise need them).
      SKIP_UNLESS_EQUAL(SYS_kill, 4), LOAD(LOW(0)), SKIP_UNLESS_EQUAL(self, 1), ALLOW, DENY,
      SKIP_UNLESS_EQUAL(SYS_tgkill, 4), LOAD(LOW(0)), SKIP_UNLESS_EQUAL(self, 1), ALLOW, DENY,
      // Reading limits is fine, setting them is not.
      SKIP_UNLESS_EQUAL(SYS_prlimit64, 6), LOAD(LOW(2)), SKIP_UNLESS_EQUAL(0, 3), LOAD(HIGH(2)),
      SKIP_UNLESS_EQUAL(0, 1), ALLOW, DENY,
      // The bond with the parent and the ban on inspection stay.
      SKIP_UNLESS_EQUAL(SYS_prctl, 7), LOAD(LOW(0)), SKIP_IF_EQUAL(PR_SET_PDEATHSIG, 4),
      SKIP_IF_EQUAL(PR_SET_DUMPABLE, 3), SKIP_IF_EQUAL(PR_SET_MM, 2), SKIP_IF_EQUAL(PR_SET_PTRACER, 1), ALLOW, DENY,
      // Typing into the terminal that the program was started from.
      SKIP_UNLESS_EQUAL(SYS_ioctl, 5), LOAD(LOW(1)), SKIP_IF_EQUAL(TIOCSTI, 2), SKIP_IF_EQUAL(TIOCLINUX, 1), ALLOW,
      DENY,
      // Shared memory without a file is not counted by RLIMIT_DATA.
      SKIP_UNLESS_EQUAL(SYS_mmap, 5), LOAD(LOW(3)), MASK(MAP_SHARED | MAP_ANONYMOUS),
      SKIP_IF_EQUAL(MAP_SHARED | MAP_ANONYMOUS, 1), ALLOW, DENY,
      // Opening "for reading" with truncation empties the file, and Landlock before ABI 3 looks only at the reading.
      SKIP_UNLESS_EQUAL(SYS_open, 5), LOAD(LOW(1)), MASK(O_ACCMODE | O_TRUNC), SKIP_IF_EQUAL(O_RDONLY | O_TRUNC, 1),
      ALLOW, DENY,
      SKIP_UNLESS_EQUAL(SYS_openat, 5), LOAD(LOW(2)), MASK(O_ACCMODE | O_TRUNC), SKIP_IF_EQUAL(O_RDONLY | O_TRUNC, 1),
      ALLOW, DENY,
      // Times of an open file may be set, of a name not.
      SKIP_UNLESS_EQUAL(SYS_utimensat, 6), LOAD(LOW(1)), SKIP_UNLESS_EQUAL(0, 3), LOAD(HIGH(1)),
      SKIP_UNLESS_EQUAL(0, 1), ALLOW, DENY,
      ALLOW,
  };

  enum { heads = sizeof head / sizeof *head, tails = sizeof tail / sizeof *tail };
  enum { middles = sizeof denied / sizeof *denied };
  struct sock_filter program[heads + 2 * middles + tails];
  memcpy(program, head, sizeof head);
  for (int index = 0; index < middles; index++) {
    program[heads + 2 * index] = (struct sock_filter)SKIP_UNLESS_EQUAL((uint32_t)denied[index], 1);
    program[heads + 2 * index + 1] = (struct sock_filter)DENY;
  }
  memcpy(program + heads + 2 * middles, tail, sizeof tail);
  struct sock_fprog whole = {sizeof program / sizeof *program, program};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &whole, 0, 0);
}

#else

int confinement_seccomp_install(void) {
  errno = ENOSYS;
  return -1;
}

#endif

// Starting a worker and writing to it.

int confinement_spawn(const char *path, char *const argv[], char *const envp[], int in, int out, int err, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  int result = posix_spawn_file_actions_init(&actions);
  if (result != 0) return result;
  result = posix_spawnattr_init(&attributes);
  if (result != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return result;
  }
  if (result == 0) result = posix_spawn_file_actions_adddup2(&actions, in, 0);
  if (result == 0) result = posix_spawn_file_actions_adddup2(&actions, out, 1);
  if (result == 0) result = posix_spawn_file_actions_adddup2(&actions, err, 2);
  if (result == 0) result = posix_spawn_file_actions_addclosefrom_np(&actions, 3);
  // A group of its own: Ctrl-C at a terminal goes to the parent, which then stops the worker in good order.
  if (result == 0)
    result = posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  if (result == 0) result = posix_spawnattr_setsigmask(&attributes, &none);
  if (result == 0) result = posix_spawnattr_setsigdefault(&attributes, &all);
  if (result == 0) result = posix_spawn(pid, path, &actions, &attributes, argv, envp);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return result;
}

ssize_t confinement_write(int descriptor, const void *bytes, size_t count) {
  sigset_t pipe_signal, before, pending;
  sigemptyset(&pipe_signal);
  sigaddset(&pipe_signal, SIGPIPE);
  sigpending(&pending);
  int was_pending = sigismember(&pending, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
  ssize_t written = write(descriptor, bytes, count);
  int reason = errno;
  if (written < 0 && reason == EPIPE && !was_pending) {
    // The signal waits for this thread; taken here, it cannot end the program once it is let through again.
    const struct timespec now = {0, 0};
    while (sigtimedwait(&pipe_signal, NULL, &now) < 0 && errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = reason;
  return written;
}

int confinement_pipe(int ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -1;
  for (int index = 0; index < 2; index++) {
    if (ends[index] > 2) continue;
    // The program was started without some of its standard descriptors; the child's are set by number.
    int higher = fcntl(ends[index], F_DUPFD_CLOEXEC, 3);
    int reason = errno;
    close(ends[index]);
    if (higher < 0) {
      close(ends[1 - index]);
      errno = reason;
      return -1;
    }
    ends[index] = higher;
  }
  return 0;
}
