/* Makes the system calls of traces on the running kernel, with a process for each of a trace, and says what each
   call gave, which earlier ones have returned since, and who has ended.

   Input, a line each: `T` begins a trace, `I` one in a network of its own, `.` ends it;
     W process milliseconds          lets time pass
     F process child slot            forks; the slot gets the child's number
     A process signal how flags      what it does about a signal: 0 default, 1 ignores, 2 counts
     N process signal                how many of them it has counted
     P process kind value hex        writes memory
     G process kind value size       reads memory
     C process nr shows slot pair out size fills [offset hex]... arguments [kind value]...
   Instead of hex: @NUMBER the address of an offset in memory for arguments (8 bytes), vSLOT and wSLOT what a slot has (4 and 8 bytes).
   Kinds of numbers: n as it is, v what a slot has (0x3FFFFFFF if it has nothing), a an offset in memory for arguments.
   A call's result goes into the slot, and the two numbers at its start into the pair of slots, unless they are -1.
   It shows the result as it is (n), only whether it failed (o), or as a process (p); and, unless it failed, `size`
   bytes of the memory at `out`, or for a negative size -size-1 more than the result.

   Output: a line for each line of a trace, with the time at which it was begun in front (microseconds). */
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <linux/futex.h>
#include <net/if.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ARENA (1u << 20)
#define PROCESSES 8
#define SLOTS 64
#define OUT 256

enum { IDLE, RUNNING };

struct control {
  volatile int word; /* changes with each command */
  volatile int state;
  volatile int begun;
  pid_t pid;
  char kind;
  long nr, argument[6], result;
  char shows;
  int slot, pair, out, size, filled;
  int child;
  unsigned char fill[8192], bytes[OUT];
  int fills, offset[16], length[16];
  volatile unsigned caught[65];
  int pending, alive;
};

static struct control *control;
static char arena[ARENA] __attribute__((aligned(4096)));
static long slots[SLOTS];
static int bound[SLOTS];
static int self;
static sigjmp_buf escape;
static volatile int accessing;
static int terminals;
static struct timespec began;

static long futex(volatile int *word, int operation, int value, const struct timespec *timeout) {
  return syscall(SYS_futex, word, operation, value, timeout, 0, 0);
}

static void on_signal(int signal) {
  control[self].caught[signal]++;
  if (accessing && (signal == SIGSEGV || signal == SIGBUS)) siglongjmp(escape, 1);
}

static void begin(int process) {
  self = process;
  struct control *c = &control[process];
  memset((void *)c->caught, 0, sizeof c->caught);
  c->pid = getpid();
  c->begun = 1;
}

static void act(struct control *c) {
  struct sigaction action = {.sa_flags = (int)c->argument[2]};
  action.sa_handler = c->argument[1] == 0 ? SIG_DFL : c->argument[1] == 1 ? SIG_IGN : on_signal;
  c->result = sigaction((int)c->argument[0], &action, 0) ? -errno : 0;
}

static void reach(struct control *c) {
  if (sigsetjmp(escape, 1)) {
    accessing = 0;
    c->result = -EFAULT;
    return;
  }
  accessing = 1;
  if (c->kind == 'P') {
    memcpy((void *)c->argument[0], c->fill, c->length[0]);
    c->result = c->length[0];
  } else {
    memcpy(c->bytes, (void *)c->argument[0], c->size);
    c->result = c->size;
  }
  accessing = 0;
}

static void carry_out(struct control *c) {
  if (c->kind == 'A') {
    act(c);
  } else if (c->kind == 'N') {
    c->result = c->caught[c->argument[0]];
  } else if (c->kind == 'P' || c->kind == 'G') {
    reach(c);
  } else if (c->kind == 'F') {
    int child = c->child;
    long r = syscall(SYS_fork);
    if (r == 0) {
      begin(child);
      return;
    }
    c->result = r < 0 ? -errno : r;
  } else {
    unsigned char *from = c->fill;
    for (int i = 0; i < c->fills; from += c->length[i++]) memcpy(arena + c->offset[i], from, c->length[i]);
    long r = syscall(c->nr, c->argument[0], c->argument[1], c->argument[2], c->argument[3], c->argument[4],
                     c->argument[5]);
    c->result = r == -1 ? -errno : r;
    memcpy(c->bytes, arena + c->out, OUT);
  }
}

/* Does what it is told until it is killed. */
static void work(void) {
  for (int seen = control[self].word;;) {
    struct control *c = &control[self];
    while (c->word == seen) futex(&c->word, FUTEX_WAIT, seen, 0);
    seen = c->word;
    carry_out(c);
    if (&control[self] != c) {
      seen = control[self].word;
      c = &control[self];
    }
    __atomic_store_n(&c->state, IDLE, __ATOMIC_SEQ_CST);
  }
}

static int read_file(pid_t pid, const char *name, char *to, int size) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
  FILE *file = fopen(path, "r");
  if (!file) return 0;
  int n = (int)fread(to, 1, size - 1, file);
  fclose(file);
  to[n > 0 ? n : 0] = 0;
  return n > 0;
}

/* The letter of a process's state; X when it is gone. */
static char state(pid_t pid) {
  char text[512];
  if (!read_file(pid, "stat", text, sizeof text)) return 'X';
  char *end = strrchr(text, ')');
  return end ? end[2] : 'X';
}

/* Whether it can do nothing before another one acts. */
static int is_at_rest(struct control *c) {
  char now = state(c->pid);
  if (now == 'Z' || now == 'X' || now == 'T') return 1;
  char text[256];
  if (now != 'S' || !read_file(c->pid, "syscall", text, sizeof text)) return 0;
  long nr, first = 0;
  if (sscanf(text, "%ld %lx", &nr, (unsigned long *)&first) < 1) return 0;
  int waits = nr == SYS_futex && first == (long)&c->word;
  if (c->state == IDLE) return waits;
  return !waits && c->kind == 'C' && (nr == c->nr || nr == SYS_restart_syscall);
}

static void pause_briefly(int microseconds) {
  struct timespec t = {0, microseconds * 1000L};
  nanosleep(&t, 0);
}

/* Waits until all are at rest, twice in a row without anything between. */
static void await_rest(void) {
  for (int calm = 0, round = 0; calm < 2 && round < 200000; round++) {
    int before = 0, after = 0, rest = 1;
    for (int i = 0; i < PROCESSES; i++) before += control[i].alive && control[i].state == IDLE;
    for (int i = 0; i < PROCESSES && rest; i++) rest = !control[i].alive || is_at_rest(&control[i]);
    for (int i = 0; i < PROCESSES; i++) after += control[i].alive && control[i].state == IDLE;
    calm = rest && before == after ? calm + 1 : 0;
    if (!calm) round < 20 ? (void)sched_yield() : pause_briefly(20);
  }
}

/* What is written to a terminal arrives by way of a thread of the kernel, which is given the time. */
static void settle(void) {
  await_rest();
  if (terminals) {
    pause_briefly(2000);
    await_rest();
  }
}

static void show_result(struct control *c) {
  if (c->result < 0 && c->result >= -4095) {
    printf("-%ld", -c->result);
    return;
  }
  if (c->shows == 'p') {
    for (int i = 0; i < PROCESSES; i++) {
      if (control[i].begun && control[i].pid == c->result) {
        printf("P%d", i);
        goto bytes;
      }
    }
  }
  printf(c->shows == 'o' ? "ok" : "%ld", c->result);
bytes:;
  long size = c->size < 0 ? c->result - c->size - 1 : c->size;
  if (size > OUT) size = OUT;
  if (size > 0) putchar(' ');
  for (long i = 0; i < size; i++) printf("%02x", c->bytes[i]);
}

static void finish(struct control *c) {
  c->pending = 0;
  if (c->result >= 0 || c->result < -4095) {
    if (c->slot >= 0) slots[c->slot] = c->result, bound[c->slot] = 1;
    if (c->pair >= 0) {
      int both[2];
      memcpy(both, c->bytes, sizeof both);
      for (int i = 0; i < 2; i++) slots[c->pair + i] = both[i], bound[c->pair + i] = 1;
    }
  }
}

/* Says what has happened beside a process's command. */
static void report_others(int process) {
  for (int i = 0; i < PROCESSES; i++) {
    struct control *other = &control[i];
    if (i != process && other->pending && other->state == IDLE) {
      finish(other);
      printf(" | %d woke ", i);
      show_result(other);
    }
  }
  for (int i = 0; i < PROCESSES; i++) {
    struct control *other = &control[i];
    if (other->alive && strchr("ZX", state(other->pid))) {
      other->alive = other->pending = 0;
      printf(" | %d died", i);
      while (i == 0 && state(other->pid) != 'X') sched_yield();
    }
  }
  /* Orphans are ours. */
  for (int i = 0; i < PROCESSES; i++) {
    if (control[i].begun && !control[i].alive) waitpid(control[i].pid, 0, WNOHANG);
  }
  putchar('\n');
}

/* Says what came of a process's command, and what else has happened. */
static void report(int process) {
  struct control *c = &control[process];
  if (c->state == IDLE) {
    finish(c);
    show_result(c);
  } else {
    printf(strchr("ZX", state(c->pid)) ? "died" : "blocked");
  }
  report_others(process);
}

static long number(char kind, long value) {
  return kind == 'v' ? (bound[value] ? slots[value] : 0x3FFFFFFF) : kind == 'a' ? (long)arena + value : value;
}

static char *next(char **from) { return strsep(from, " \n"); }

static long next_number(char **from) {
  char kind = *next(from);
  return number(kind, atol(next(from)));
}

static int hex(char *text, unsigned char *to) {
  int n = (int)strlen(text) / 2;
  for (int i = 0; i < n; i++) sscanf(text + 2 * i, "%2hhx", &to[i]);
  return n;
}

static void read_call(struct control *c, char **rest) {
  c->nr = atol(next(rest));
  c->shows = *next(rest);
  c->slot = atoi(next(rest));
  c->pair = atoi(next(rest));
  c->out = atoi(next(rest));
  c->size = atoi(next(rest));
  c->fills = atoi(next(rest));
  unsigned char *to = c->fill;
  for (int i = 0; i < c->fills; i++) {
    c->offset[i] = atoi(next(rest));
    char *text = next(rest);
    if (*text == '@' || *text == 'v' || *text == 'w') {
      long value = number(*text == '@' ? 'a' : 'v', atol(text + 1));
      c->length[i] = *text == 'v' ? 4 : 8;
      memcpy(to, &value, c->length[i]);
    } else {
      c->length[i] = hex(text, to);
    }
    to += c->length[i];
  }
  int arguments = atoi(next(rest));
  memset(c->argument, 0, sizeof c->argument);
  for (int i = 0; i < arguments; i++) c->argument[i] = next_number(rest);
  terminals |= c->nr == SYS_ioctl && c->argument[1] == TIOCGPTPEER;
}

static void read_command(struct control *c, char **rest) {
  c->shows = 'n';
  c->slot = c->pair = -1;
  c->size = 0;
  switch (c->kind) {
    case 'F':
      c->child = atoi(next(rest));
      c->slot = atoi(next(rest));
      c->shows = 'o';
      control[c->child].state = IDLE;
      break;
    case 'A':
      for (int i = 0; i < 3; i++) c->argument[i] = atol(next(rest));
      break;
    case 'N':
      c->argument[0] = atol(next(rest));
      break;
    case 'P':
      c->argument[0] = next_number(rest);
      c->length[0] = hex(next(rest), c->fill);
      break;
    case 'G':
      c->argument[0] = next_number(rest);
      c->size = atoi(next(rest));
      break;
    default:
      read_call(c, rest);
  }
}

static long elapsed(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (now.tv_sec - began.tv_sec) * 1000000 + (now.tv_nsec - began.tv_nsec) / 1000;
}

static void command(char *line) {
  char kind = *next(&line);
  int process = atoi(next(&line));
  if (kind == 'W') pause_briefly(atoi(next(&line)) * 1000);
  printf("%ld ", elapsed());
  if (kind == 'W') {
    settle();
    putchar('0');
    report_others(-1);
    return;
  }
  struct control *c = &control[process];
  if (!c->alive || c->pending) {
    puts(c->alive ? "busy" : "gone");
    return;
  }
  c->kind = kind;
  read_command(c, &line);
  c->pending = 1;
  c->state = RUNNING;
  c->word++;
  futex(&c->word, FUTEX_WAKE, 1, 0);
  if (kind == 'F') {
    while (c->state != IDLE) sched_yield();
    while (c->result > 0 && !control[c->child].begun) sched_yield();
    control[c->child].alive = c->result > 0;
  }
  settle();
  report(process);
}

static void bring_up(void) {
  int interfaces = socket(AF_INET, SOCK_DGRAM, 0);
  struct ifreq loopback = {.ifr_name = "lo", .ifr_flags = IFF_UP};
  if (ioctl(interfaces, SIOCSIFFLAGS, &loopback) || close(interfaces)) exit(3);
}

static void trace(int connected) {
  static char line[65536];
  if (unshare(CLONE_NEWIPC | (connected ? CLONE_NEWNET : 0))) exit(3);
  if (connected) bring_up();
  memset(control, 0, PROCESSES * sizeof *control);
  memset(bound, 0, sizeof bound);
  terminals = 0;
  mkdir("trace", 0777);
  if (chdir("trace")) exit(4);
  /* The first process is started by a shell of its session; orphans are ours, of another one. */
  pid_t shell = fork();
  if (shell == 0) {
    setsid();
    pid_t first = fork();
    if (first == 0) {
      setpgid(0, 0);
      /* Whoever is woken first runs first, and nobody is interrupted by another one. */
      /* It must not have the CPU to itself for ever. */
      setrlimit(RLIMIT_RTTIME, &(struct rlimit){3000000, 4000000});
      if (sched_setscheduler(0, SCHED_FIFO, &(struct sched_param){.sched_priority = 1})) exit(5);
      begin(0);
      work();
    }
    waitpid(first, 0, 0);
    for (;;) pause();
  }
  while (!control[0].begun) sched_yield();
  control[0].alive = 1;
  clock_gettime(CLOCK_MONOTONIC, &began);
  while (fgets(line, sizeof line, stdin) && line[0] != '.') command(line);
  for (int i = 0; i < PROCESSES; i++) {
    if (control[i].alive) kill(control[i].pid, SIGKILL);
  }
  kill(shell, SIGKILL);
  while (waitpid(-1, 0, 0) > 0) {}
  for (char name = 'a'; name <= 'f'; name++) {
    for (char inner = 'a'; inner <= 'f'; inner++) {
      char path[] = {name, '/', inner, 0};
      if (unlink(path)) rmdir(path);
    }
    if (unlink((char[]){name, 0})) rmdir((char[]){name, 0});
  }
  if (chdir("..")) exit(4);
  puts(".");
  fflush(stdout);
}

int main(void) {
  static char line[64];
  cpu_set_t one;
  int cpu = sched_getcpu();
  CPU_ZERO(&one);
  CPU_SET(cpu, &one);
  sched_setaffinity(0, sizeof one, &one);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  umask(022);
  setgroups(1, (gid_t[]){0});
  for (int i = 1; i < 65; i++) signal(i, SIG_DFL);
  bring_up();
  if (mount("trace", "/mnt", "tmpfs", 0, "mode=1777") || chdir("/mnt")) return 2;
  control = mmap(0, PROCESSES * sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  while (fgets(line, sizeof line, stdin)) trace(line[0] == 'I');
}
