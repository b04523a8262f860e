// What the kernel makes of robust lists when a thread ends: marks, pending operations, lists that are too long, that
// have no end, or that are none; who is woken; and what execve(2) and exit of a thread leave.
#define _GNU_SOURCE
#include <errno.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef SYS_futex_time64
#undef SYS_futex
#define SYS_futex SYS_futex_time64
#endif

struct lock {
  struct robust_list list;
  uint32_t word;
};

#define COUNT 2100

static struct shared {
  struct robust_list_head head;
  struct lock locks[COUNT];
} *s;

static uint32_t tid(void) { return syscall(SYS_gettid); }

static void set(int count) {
  memset(s, 0, sizeof *s);
  s->head.list.next = count ? &s->locks[0].list : &s->head.list;
  for (int i = 0; i < count; i++)
    s->locks[i].list.next = i + 1 < count ? &s->locks[i + 1].list : &s->head.list;
  s->head.futex_offset = (char *)&s->locks[0].word - (char *)&s->locks[0].list;
}

static void begin(void) { syscall(SYS_set_robust_list, &s->head, sizeof s->head); }

static void show(const char *what, int count) {
  printf("%s:", what);
  for (int i = 0; i < count; i++)
    printf(" %x", s->locks[i].word & FUTEX_TID_MASK ? (s->locks[i].word & ~FUTEX_TID_MASK) | 1 : s->locks[i].word);
  puts("");
}

// A child that waits at a lock, and says how that ended.
static pid_t waiter(int at) {
  pid_t pid = fork();
  if (pid == 0) {
    struct timespec soon = {0, 200000000};
    long result = syscall(SYS_futex, &s->locks[at].word, FUTEX_WAIT, s->locks[at].word, &soon, NULL, 0);
    _exit(result == 0 ? 0 : errno);
  }
  usleep(20000);
  return pid;
}

static int status(pid_t pid) {
  int status;
  waitpid(pid, &status, 0);
  return WEXITSTATUS(status);
}

static void in_child(void (*body)(void)) {
  pid_t pid = fork();
  if (pid == 0) {
    body();
    _exit(0);
  }
  status(pid);
}

static void bits(void) {
  begin();
  s->locks[0].word = tid();
  s->locks[1].word = tid() | FUTEX_WAITERS;
  s->locks[2].word = tid() | FUTEX_OWNER_DIED;
  s->locks[3].word = tid() | FUTEX_OWNER_DIED | FUTEX_WAITERS;
  s->locks[4].word = tid() + 1;
  s->locks[5].word = 0;
  s->locks[6].word = FUTEX_WAITERS;
  s->locks[7].word = tid();
}

static void pending(void) {
  bits();
  s->head.list_op_pending = &s->locks[8].list;
  s->locks[8].word = tid();
}

static void pending_in_list(void) {
  bits();
  s->head.list_op_pending = &s->locks[1].list;
}

static void pending_inheriting(void) {
  bits();
  s->head.list_op_pending = (struct robust_list *)((uintptr_t)&s->locks[8].list | 1);
  s->locks[8].word = tid() | FUTEX_WAITERS;
}

static void all(void) {
  begin();
  for (int i = 0; i < COUNT; i++)
    s->locks[i].word = tid();
}

static void circle(void) {
  all();
  s->locks[9].list.next = &s->locks[3].list;
  s->locks[10].word = 0;
}

static void broken_next(void) {
  bits();
  s->locks[1].list.next = (void *)8;
}

static void broken_head(void) {
  bits();
  s->head.list.next = (void *)8;
  s->head.list_op_pending = &s->locks[7].list;
}

static void broken_offset(void) {
  bits();
  s->head.futex_offset++;
}

static void broken_pending(void) {
  bits();
  s->head.list_op_pending = (void *)16;
}

static void none(void) {
  bits();
  syscall(SYS_set_robust_list, NULL, sizeof s->head);
}


static void *thread(void *argument) {
  bits();
  return NULL;
}

static void in_thread(void) {
  pthread_t one;
  pthread_create(&one, NULL, thread, NULL);
  pthread_join(one, NULL);
  for (int i = 0; i < 8; i++)
    s->locks[i].word |= 1;
}

static void delayed(void) {
  bits();
  s->head.list_op_pending = &s->locks[8].list;
  usleep(100000);
}

static void woken(int at, uint32_t word) {
  set(8);
  pid_t owner = fork();
  if (owner == 0) {
    delayed();
    _exit(0);
  }
  usleep(50000);
  if (word)
    s->locks[at].word = word;
  pid_t pid = waiter(at);
  status(owner);
  printf("woken at %d: %d\n", at, status(pid));
}

int main(void) {
  s = mmap(NULL, sizeof *s, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  setvbuf(stdout, NULL, _IONBF, 0);
  set(8);
  in_child(bits);
  show("bits", 9);
  set(7);
  in_child(bits);
  show("seven", 9);
  set(0);
  in_child(bits);
  show("empty", 9);
  set(8);
  in_child(pending);
  show("pending", 9);
  set(8);
  in_child(pending_in_list);
  show("pending in the list", 9);
  set(8);
  in_child(pending_inheriting);
  show("pending, inheriting", 9);
  set(8);
  s->locks[1].list.next = (struct robust_list *)((uintptr_t)s->locks[1].list.next | 1);
  in_child(bits);
  show("inheriting", 9);
  set(COUNT);
  in_child(all);
  int marked = 0;
  for (int i = 0; i < COUNT; i++)
    marked += s->locks[i].word == FUTEX_OWNER_DIED;
  printf("of %d: %d\n", COUNT, marked);
  set(20);
  in_child(circle);
  show("circle", 12);
  set(8);
  in_child(broken_next);
  show("broken", 9);
  set(8);
  in_child(broken_head);
  show("no first", 9);
  set(8);
  in_child(broken_offset);
  show("odd", 9);
  set(8);
  in_child(broken_pending);
  show("no pending", 9);
  set(8);
  in_child(none);
  show("none", 9);
  set(8);
  in_child(in_thread);
  show("thread", 9);
  for (int i = 0; i < 8; i++)
    woken(i, 0);
  // Of a pending operation also one that has been let go already.
  woken(8, 0);
  return 0;
}
