#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct __spawn_action {
  enum { OPEN, CLOSE, DUP2, CHDIR } kind;
  int fd, to, flags;
  mode_t mode;
  char *path;
};

int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions) {
  actions->__count = 0;
  actions->__actions = NULL;
  return 0;
}

int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions) {
  for (int i = 0; i < actions->__count; i++)
    free(actions->__actions[i].path);
  free(actions->__actions);
  return 0;
}

static int add(posix_spawn_file_actions_t *actions, struct __spawn_action action) {
  if (action.fd < 0 || action.fd >= sysconf(_SC_OPEN_MAX))
    return EBADF;
  struct __spawn_action *more =
      realloc(actions->__actions, (actions->__count + 1) * sizeof *more);
  char *path = action.path ? strdup(action.path) : NULL;
  if (!more || action.path && !path)
    return ENOMEM;
  action.path = path;
  actions->__actions = more;
  more[actions->__count++] = action;
  return 0;
}

int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *restrict actions, int fd,
                                     const char *restrict path, int flags, mode_t mode) {
  struct __spawn_action action = {OPEN, fd, 0, flags, mode, (char *)path};
  return add(actions, action);
}

int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int fd) {
  struct __spawn_action action = {CLOSE, fd};
  return add(actions, action);
}

int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int fd, int to) {
  struct __spawn_action action = {DUP2, fd, to};
  return to < 0 ? EBADF : add(actions, action);
}

int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *restrict actions,
                                         const char *restrict path) {
  struct __spawn_action action = {CHDIR, .path = (char *)path};
  return add(actions, action);
}

int posix_spawnattr_init(posix_spawnattr_t *attributes) {
  memset(attributes, 0, sizeof *attributes);
  return 0;
}

int posix_spawnattr_destroy(posix_spawnattr_t *attributes) { return 0; }

int posix_spawnattr_setflags(posix_spawnattr_t *attributes, short flags) {
  if (flags & ~0xff)
    return EINVAL;
  attributes->__flags = flags;
  return 0;
}

int posix_spawnattr_getflags(const posix_spawnattr_t *restrict attributes, short *restrict flags) {
  *flags = attributes->__flags;
  return 0;
}

int posix_spawnattr_setpgroup(posix_spawnattr_t *attributes, pid_t group) {
  attributes->__group = group;
  return 0;
}

int posix_spawnattr_getpgroup(const posix_spawnattr_t *restrict attributes,
                              pid_t *restrict group) {
  *group = attributes->__group;
  return 0;
}

int posix_spawnattr_setsigmask(posix_spawnattr_t *restrict attributes,
                               const sigset_t *restrict mask) {
  attributes->__mask = *mask;
  return 0;
}

int posix_spawnattr_getsigmask(const posix_spawnattr_t *restrict attributes,
                               sigset_t *restrict mask) {
  *mask = attributes->__mask;
  return 0;
}

int posix_spawnattr_setsigdefault(posix_spawnattr_t *restrict attributes,
                                  const sigset_t *restrict signals) {
  attributes->__default = *signals;
  return 0;
}

int posix_spawnattr_getsigdefault(const posix_spawnattr_t *restrict attributes,
                                  sigset_t *restrict signals) {
  *signals = attributes->__default;
  return 0;
}

static int apply(const posix_spawnattr_t *attributes) {
  int flags = attributes->__flags;
  if (flags & POSIX_SPAWN_SETSIGDEF)
    for (int sig = 1; sig < NSIG; sig++)
      if (sigismember(&attributes->__default, sig) == 1)
        signal(sig, SIG_DFL);
  if (flags & POSIX_SPAWN_SETSID && setsid() < 0 ||
      flags & POSIX_SPAWN_SETPGROUP && setpgid(0, attributes->__group))
    return -1;
  return flags & POSIX_SPAWN_SETSIGMASK ? sigprocmask(SIG_SETMASK, &attributes->__mask, NULL) : 0;
}

static int act(const struct __spawn_action *action) {
  switch (action->kind) {
  case CLOSE:
    close(action->fd);
    return 0;
  case DUP2:
    if (action->fd == action->to)
      return fcntl(action->fd, F_SETFD, 0);
    return dup2(action->fd, action->to);
  case CHDIR:
    return chdir(action->path);
  default:
    close(action->fd);
    int fd = open(action->path, action->flags, action->mode);
    if (fd < 0 || fd == action->fd)
      return fd;
    int moved = dup2(fd, action->fd);
    close(fd);
    return moved;
  }
}

/* The child tells by a pipe, which a successful execve closes, why it could not begin. */
static int spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *attributes, char *const argv[], char *const envp[],
                 int (*run)(const char *, char *const[], char *const[])) {
  int ends[2], number = 0, saved = errno;
  if (pipe2(ends, O_CLOEXEC))
    return errno;
  pid_t child = fork();
  if (child == 0) {
    /* Out of the way of the actions. */
    int report = fcntl(ends[1], F_DUPFD_CLOEXEC, sysconf(_SC_OPEN_MAX) - 1);
    close(ends[0]);
    close(ends[1]);
    int failed = attributes && apply(attributes) < 0;
    for (int i = 0; actions && !failed && i < actions->__count; i++)
      failed = act(&actions->__actions[i]) < 0;
    if (!failed)
      run(path, argv, envp);
    write(report, &errno, sizeof errno);
    _exit(127);
  }
  if (child < 0)
    number = errno;
  close(ends[1]);
  if (child > 0) {
    while (read(ends[0], &number, sizeof number) < 0 && errno == EINTR)
      ;
    if (number)
      waitpid(child, NULL, 0);
    else if (pid)
      *pid = child;
  }
  close(ends[0]);
  errno = saved;
  return number;
}

int posix_spawn(pid_t *restrict pid, const char *restrict path,
                const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *restrict attributes, char *const argv[restrict],
                char *const envp[restrict]) {
  return spawn(pid, path, actions, attributes, argv, envp, execve);
}

int posix_spawnp(pid_t *restrict pid, const char *restrict file,
                 const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *restrict attributes, char *const argv[restrict],
                 char *const envp[restrict]) {
  return spawn(pid, file, actions, attributes, argv, envp, execvpe);
}
