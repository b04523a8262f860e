/* Shared memory: where it is attached, who has it, how it ends, and the errors of all calls. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096

static int segment;

static const char *name(int error) {
  static char number[16];
  switch (error) {
  case 0: return "ok";
  case EINVAL: return "EINVAL";
  case EFAULT: return "EFAULT";
  case EACCES: return "EACCES";
  case ENOENT: return "ENOENT";
  case EEXIST: return "EEXIST";
  case EIDRM: return "EIDRM";
  case ENOMEM: return "ENOMEM";
  case ENOSPC: return "ENOSPC";
  }
  sprintf(number, "%d", error);
  return number;
}

static void tell(const char *what, long result) {
  printf("%s: %ld %s\n", what, result < 0 ? -1L : result, name(result < 0 ? errno : 0));
}

static void state(const char *what) {
  struct shmid_ds ds;
  if (shmctl(segment, IPC_STAT, &ds)) {
    printf("%s: %s\n", what, name(errno));
    return;
  }
  printf("%s: %lu bytes, %lu attached, mode %o, key %s, made by %s, used by %s, times %d %d %d\n", what,
         (unsigned long)ds.shm_segsz, (unsigned long)ds.shm_nattch, ds.shm_perm.mode,
         ds.shm_perm.__key ? "set" : "none", ds.shm_cpid == getpid() ? "me" : "other",
         ds.shm_lpid == getpid() ? "me" : ds.shm_lpid ? "other" : "nobody", ds.shm_atime != 0,
         ds.shm_dtime != 0, ds.shm_ctime != 0);
}

static void *at(const char *what, void *address, int flags) {
  char *got = shmat(segment, address, flags);
  if (got == (void *)-1)
    tell(what, -1);
  else
    printf("%s: %s\n", what, got == address ? "there" : (uintptr_t)got % PAGE ? "odd" : "elsewhere");
  return got;
}

static void reap(const char *what, int pid) {
  int status;
  waitpid(pid, &status, 0);
  if (WIFSIGNALED(status))
    printf("%s: signal %d\n", what, WTERMSIG(status));
  else
    printf("%s: %d\n", what, WEXITSTATUS(status));
}

static void sharing(void) {
  int *numbers = at("attach", NULL, 0);
  printf("zero at first: %d\n", numbers[0] == 0 && numbers[1249] == 0);
  state("attached");
  fflush(stdout);
  int pid = fork();
  if (!pid) {
    numbers[0] = 41;
    state("in a child");
    fflush(stdout);
    _exit(0);
  }
  reap("child", pid);
  printf("seen: %d\n", numbers[0]);
  state("after its end");
  fflush(stdout);
  if (!(pid = fork())) {
    execl("/bin/true", "true", (char *)NULL);
    _exit(1);
  }
  reap("after exec", pid);
  state("then");
  fflush(stdout);
  if (!(pid = fork())) {
    shmdt(numbers);
    state("detached in a child");
    fflush(stdout);
    numbers[0] = 1;
    _exit(0);
  }
  reap("write after detach", pid);
  fflush(stdout);
  if (!(pid = fork())) {
    int *read_only = shmat(segment, NULL, SHM_RDONLY);
    printf("read only: %d\n", read_only[0]);
    fflush(stdout);
    read_only[0] = 1;
    _exit(0);
  }
  reap("write to read only", pid);
  int *twice = shmat(segment, NULL, 0);
  twice[7] = 8;
  printf("twice: %d %d\n", twice != numbers, numbers[7]);
  state("twice");
  tell("detach", shmdt(twice));
  tell("detach again", shmdt(twice));
  tell("detach the middle", shmdt((char *)numbers + PAGE));
  tell("detach an odd address", shmdt((char *)numbers + 1));
  state("once");
  printf("mprotect: %d\n", mprotect((char *)numbers + PAGE, PAGE, PROT_READ));
  printf("munmap: %d\n", munmap((char *)numbers + PAGE, PAGE));
  state("with a hole");
  tell("detach all", shmdt(numbers));
  state("not any more");
}

static void places(void) {
  char *room = mmap(NULL, 16 * PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(room + 4 * PAGE, 4 * PAGE);
  at("exactly", room + 4 * PAGE, 0);
  tell("detach", shmdt(room + 4 * PAGE));
  at("odd", room + 4 * PAGE + 5, 0);
  char *got = shmat(segment, room + 4 * PAGE + 5, SHM_RND);
  printf("rounded: %d\n", got == room + 4 * PAGE);
  at("over itself", room + 4 * PAGE, 0);
  at("over itself, allowed", room + 4 * PAGE, SHM_REMAP);
  state("once still");
  at("over something", room + 8 * PAGE, 0);
  at("over something, allowed", room + 8 * PAGE, SHM_REMAP);
  state("twice");
  tell("detach", shmdt(room + 4 * PAGE));
  tell("detach", shmdt(room + 8 * PAGE));
  at("remap nowhere", NULL, SHM_REMAP);
  at("remap 1", (void *)1, SHM_REMAP | SHM_RND);
#if __SIZEOF_POINTER__ == 8
  at("beyond", (void *)(UINTPTR_MAX - PAGE + 1), 0);
  at("far beyond", (void *)(UINTPTR_MAX - 16 * PAGE + 1), SHM_REMAP);
#endif
  munmap(room, 16 * PAGE);
}

static void errors(key_t key) {
  struct shmid_ds ds;
  tell("larger than it is", shmget(key, 5001, 0));
  tell("smaller", shmget(key, 10, 0) != segment);
  tell("no bytes", shmget(IPC_PRIVATE, 0, IPC_CREAT | 0600));
#if __SIZEOF_POINTER__ == 8
  tell("far too many bytes", shmget(IPC_PRIVATE, SIZE_MAX, IPC_CREAT | 0600));
#endif
  tell("exclusively", shmget(key, 5000, IPC_CREAT | IPC_EXCL | 0600));
  tell("attach -1", (long)shmat(-1, NULL, 0));
  tell("attach none", (long)shmat(0x7000abcd, NULL, 0));
  tell("command 99", shmctl(segment, 99, &ds));
  tell("command -1", shmctl(segment, -1, &ds));
  tell("stat -1", shmctl(-1, IPC_STAT, &ds));
#if __SIZEOF_POINTER__ == 8
  tell("stat to nowhere", shmctl(segment, IPC_STAT, (void *)8));
  tell("set from nowhere", shmctl(segment, IPC_SET, (void *)8));
#endif
  tell("remove -1", shmctl(-1, IPC_RMID, NULL));
  tell("lock none", shmctl(0x7000abcd, SHM_LOCK, NULL));
  shmctl(segment, IPC_STAT, &ds);
  ds.shm_perm.mode = 0777;
  tell("set", shmctl(segment, IPC_SET, &ds));
  tell("lock", shmctl(segment, SHM_LOCK, NULL));
  state("locked");
  tell("unlock", shmctl(segment, SHM_UNLOCK, NULL));
}

int main(void) {
  key_t key = 0x54000000 | getpid();
  int old = shmget(key, 0, 0);
  if (old >= 0)
    shmctl(old, IPC_RMID, NULL);
  tell("no such segment", shmget(key, 5000, 0600));
  segment = shmget(key, 5000, IPC_CREAT | 0600);
  if (segment < 0)
    return 1;
  state("made");
  sharing();
  places();
  errors(key);
  int *numbers = at("attach", NULL, SHM_EXEC);
  numbers[1] = 17;
  tell("remove", shmctl(segment, IPC_RMID, NULL));
  state("removed");
  tell("by key", shmget(key, 0, 0));
  tell("remove again", shmctl(segment, IPC_RMID, NULL));
  int *again = at("attach again", NULL, 0);
  printf("still there: %d\n", again[1]);
  tell("detach", shmdt(again));
  state("once more");
  fflush(stdout);
  int pid = fork();
  if (!pid)
    pause();
  tell("detach", shmdt(numbers));
  state("a child has it");
  kill(pid, SIGKILL);
  reap("child", pid);
  state("gone");
  at("attach", NULL, 0);
  return 0;
}
