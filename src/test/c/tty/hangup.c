/* What becomes of one side when the other goes, and of a session whose terminal goes. */
#include "terminal.h"

static volatile sig_atomic_t hung, continued;

static void note(int number) {
  if (number == SIGHUP)
    hung++;
  else
    continued++;
}

static void closed_slave(void) {
  puts("slave closed");
  open_both();
  char name[64];
  strcpy(name, ptsname(master));
  write(slave, "left", 4);
  close(slave);
  char bytes[100];
  show("read", bytes, read(master, bytes, 100));
  show("read", bytes, read(master, bytes, 100));
  printf("poll %x\n", ready(master, POLLIN | POLLOUT) & (POLLIN | POLLHUP));
  type("typed\n");
  slave = open(name, O_RDWR | O_NOCTTY);
  input(100);
  screen();
  printf("poll %x\n", ready(master, POLLIN | POLLOUT) & (POLLOUT | POLLHUP));
  close(slave);
  close(master);
  tell("open", open(name, O_RDWR | O_NOCTTY));
}

static void closed_master(void) {
  puts("master closed");
  open_both();
  type("typed\n");
  ready(slave, POLLIN);
  close(master);
  input(100);
  input(100);
  tell("write", write(slave, "x", 1));
  printf("poll %x\n", ready(slave, POLLIN | POLLOUT));
  struct termios settings;
  tell("tcgetattr", tcgetattr(slave, &settings));
  tell("isatty", isatty(slave));
  int group = 1;
  tell("TIOCSPGRP", ioctl(slave, TIOCSPGRP, &group));
  close(slave);
}

static void waiting(void) {
  puts("while it waits");
  fflush(stdout);
  open_both();
  pid_t child = fork();
  if (child == 0) {
    close(master);
    input(100);
    input(100);
    exit(0);
  }
  close(slave);
  usleep(50000);
  close(master);
  waitpid(child, NULL, 0);
}

static void locked(void) {
  puts("locked");
  int fd = posix_openpt(O_RDWR | O_NOCTTY);
  int number = -1;
  tell("TIOCGPTLCK", ioctl(fd, TIOCGPTLCK, &number));
  tell("locked", number);
  tell("open", open(ptsname(fd), O_RDWR | O_NOCTTY));
  tell("unlockpt", unlockpt(fd));
  int other = open(ptsname(fd), O_RDWR | O_NOCTTY);
  tell("open", other >= 0);
  tell("TIOCGPTN", ioctl(other, TIOCGPTN, &number));
  fcntl(other, F_SETFL, O_NONBLOCK);
  fcntl(fd, F_SETFL, O_NONBLOCK);
  char byte;
  tell("slave", read(other, &byte, 1));
  tell("master", read(fd, &byte, 1));
  tell("seek", lseek(fd, 0, SEEK_SET));
  close(fd);
  close(other);
}

static void session(void) {
  signal(SIGHUP, note);
  signal(SIGCONT, note);
  setsid();
  tell("TIOCSCTTY", ioctl(slave, TIOCSCTTY, 0));
  close(master);
  for (int i = 0; i < 400 && !(hung && continued); i++)
    usleep(5000);
  printf("hung up %d, continued %d\n", (int)hung, (int)continued);
  tell("/dev/tty", open("/dev/tty", O_RDWR));
  input(100);
}

/* The leader ends: the group in the foreground is told. */
static void leader(void) {
  setsid();
  ioctl(slave, TIOCSCTTY, 0);
  int ready[2];
  pipe(ready);
  signal(SIGTTOU, SIG_IGN);
  if (fork() == 0) {
    signal(SIGHUP, note);
    setpgid(0, 0);
    tcsetpgrp(slave, getpid());
    write(ready[1], "", 1);
    for (int i = 0; i < 400 && !hung; i++)
      usleep(5000);
    printf("hung up %d\n", (int)hung);
    tell("/dev/tty", open("/dev/tty", O_RDWR));
    tell("tcgetpgrp", tcgetpgrp(slave));
    tell("write", write(slave, "x", 1));
    fflush(stdout);
    _exit(0);
  }
  char byte;
  read(ready[0], &byte, 1);
}

int main(void) {
  closed_slave();
  closed_master();
  waiting();
  locked();
  puts("session");
  fflush(stdout);
  open_both();
  pid_t child = fork();
  if (child == 0) {
    session();
    exit(0);
  }
  close(master);
  waitpid(child, NULL, 0);
  close(slave);
  puts("leader");
  fflush(stdout);
  open_both();
  int end[2];
  pipe(end);
  child = fork();
  if (child == 0) {
    leader();
    exit(0);
  }
  close(end[1]);
  char byte;
  read(end[0], &byte, 1);
  waitpid(child, NULL, 0);
  return 0;
}
