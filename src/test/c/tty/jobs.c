/* Job control: who may read and write, and what stops those in the background. */
#include "terminal.h"

static volatile sig_atomic_t got;

static void note(int number) { got = number; }

/* A job in a group of its own. */
static pid_t job(void (*work)(void), int foreground) {
  pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);
    while (foreground && tcgetpgrp(slave) != getpid())
      usleep(1000);
    work();
    exit(7);
  }
  setpgid(child, child);
  if (foreground)
    tell("tcsetpgrp", tcsetpgrp(slave, child));
  return child;
}

static void report(pid_t child, int options) {
  int status = -1;
  pid_t found = waitpid(child, &status, options);
  if (found != child)
    tell("waitpid", found);
  else if (WIFSTOPPED(status))
    printf("stopped by %d\n", WSTOPSIG(status));
  else if (WIFCONTINUED(status))
    puts("continued");
  else if (WIFSIGNALED(status))
    printf("ended by %d\n", WTERMSIG(status));
  else
    printf("status %d\n", WEXITSTATUS(status));
  fflush(stdout);
}

static void reads(void) { input(100); }
static void writes(void) { tell("write", write(slave, "w", 1)); }
static void pauses(void) { pause(); }

static void sets(void) {
  struct termios settings;
  tcgetattr(slave, &settings);
  tell("tcsetattr", tcsetattr(slave, TCSANOW, &settings));
}

static void ignores(void) {
  signal(SIGTTIN, SIG_IGN);
  signal(SIGTTOU, SIG_IGN);
  input(100);
  sets();
  tell("tcsetpgrp", tcsetpgrp(slave, getppid()));
}

static void catches(void) {
  struct sigaction action = {.sa_handler = note};
  sigaction(SIGTTIN, &action, NULL);
  input(100);
  printf("caught %d\n", (int)got);
}

static void shell(void) {
  setsid();
  ioctl(slave, TIOCSCTTY, 0);
  signal(SIGTTOU, SIG_IGN);

  puts("reads in the background");
  fflush(stdout);
  pid_t child = job(reads, 0);
  report(child, WUNTRACED);
  tcsetpgrp(slave, child);
  type("for the job\n");
  kill(child, SIGCONT);
  report(child, 0);
  tcsetpgrp(slave, getpid());

  puts("interrupted in the foreground");
  fflush(stdout);
  child = job(reads, 1);
  usleep(20000);
  type("\003");
  report(child, 0);
  child = job(pauses, 1);
  usleep(20000);
  type("\032");
  report(child, WUNTRACED);
  tcsetpgrp(slave, getpid());
  kill(-child, SIGCONT);
  report(child, WCONTINUED);
  kill(-child, SIGTERM);
  report(child, 0);

  puts("stopped while it reads");
  fflush(stdout);
  child = job(reads, 1);
  usleep(20000);
  type("\032");
  report(child, WUNTRACED);
  tcsetpgrp(slave, getpid());
  kill(-child, SIGCONT);
  report(child, WUNTRACED);
  tcsetpgrp(slave, child);
  kill(-child, SIGCONT);
  type("at last\n");
  report(child, 0);
  tcsetpgrp(slave, getpid());

  puts("writes in the background");
  fflush(stdout);
  signal(SIGTTOU, SIG_DFL);
  child = job(writes, 0);
  report(child, WUNTRACED);
  flags(0, 0, TOSTOP, 0);
  child = job(writes, 0);
  report(child, WUNTRACED);
  flags(0, 0, 0, TOSTOP);
  kill(child, SIGCONT);
  report(child, 0);
  child = job(sets, 0);
  report(child, WUNTRACED);
  kill(child, SIGKILL);
  report(child, 0);

  puts("ignores and catches");
  fflush(stdout);
  child = job(ignores, 0);
  report(child, 0);
  tell("foreground", tcgetpgrp(slave) == getpid());
  child = job(catches, 0);
  report(child, WUNTRACED);

  puts("refused");
  tell("no group", tcsetpgrp(slave, 0x7ffffff));
  tell("negative", tcsetpgrp(slave, -1));
  tell("other session", tcsetpgrp(slave, getppid()));
  tell("address", ioctl(slave, TIOCSPGRP, (void *)8));
}

/* The parent of the session is in another one, so its groups but the shell's are none's. */
static void orphan(void) {
  setsid();
  ioctl(slave, TIOCSCTTY, 0);
  int ends[2];
  pipe(ends);
  if (fork() == 0) {
    setpgid(0, 0);
    if (fork() == 0) {
      while (getppid() != 1 && getppid() == getpgrp())
        usleep(1000);
      puts("orphaned");
      input(100);
      sets();
      fflush(stdout);
      write(ends[1], "", 1);
      _exit(0);
    }
    _exit(0);
  }
  wait(NULL);
  char end;
  read(ends[0], &end, 1);
}

int main(void) {
  open_both();
  signal(SIGHUP, SIG_IGN);
  void (*parts[])(void) = {shell, orphan};
  for (int i = 0; i < 2; i++) {
    pid_t child = fork();
    if (child == 0) {
      parts[i]();
      exit(0);
    }
    report(child, 0);
  }
  return 0;
}
