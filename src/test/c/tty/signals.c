/* Characters that send signals, and that stop and start the output. */
#include "terminal.h"

static volatile sig_atomic_t got;

static void note(int number) { got = number; }

static void await(void) {
  for (int i = 0; i < 400 && !got; i++)
    usleep(5000);
  printf("signal %d\n", (int)got);
  got = 0;
}

/* The terminal of a session of its own. */
static void session(void) {
  struct sigaction action = {.sa_handler = note};
  int numbers[] = {SIGINT, SIGQUIT, SIGTSTP, SIGWINCH};
  for (int i = 0; i < 4; i++)
    sigaction(numbers[i], &action, NULL);
  tell("setsid", setsid() == getpid());
  tell("tcgetpgrp", tcgetpgrp(slave));
  tell("TIOCSCTTY", ioctl(slave, TIOCSCTTY, 0));
  tell("again", ioctl(slave, TIOCSCTTY, 0));
  tell("foreground", tcgetpgrp(slave) == getpid());
  tell("session", tcgetsid(slave) == getpid());
  tell("of master", tcgetsid(master) == getpid());

  type("half\003");
  await();
  type("done\n");
  input(100);
  screen();
  type("x\034");
  await();
  type("y\032z\n");
  await();
  input(100);
  screen();
  puts("NOFLSH");
  flags(0, 0, NOFLSH, 0);
  type("keep\003 it\n");
  await();
  input(100);
  screen();
  puts("no ISIG");
  flags(0, 0, 0, ISIG | NOFLSH);
  type("\003\032\n");
  input(100);
  screen();
  flags(0, 0, ISIG, 0);

  puts("window");
  struct winsize size;
  ioctl(slave, TIOCGWINSZ, &size);
  printf("%d %d\n", size.ws_row, size.ws_col);
  size = (struct winsize){25, 81, 3, 4};
  tell("TIOCSWINSZ", ioctl(master, TIOCSWINSZ, &size));
  await();
  tell("the same", ioctl(slave, TIOCSWINSZ, &size));
  printf("%d\n", (int)got);
  memset(&size, 0, sizeof size);
  ioctl(slave, TIOCGWINSZ, &size);
  printf("%d %d %d %d\n", size.ws_row, size.ws_col, size.ws_xpixel, size.ws_ypixel);

  puts("flow");
  type("\023");
  usleep(50000);
  fcntl(slave, F_SETFL, O_NONBLOCK);
  tell("stopped", write(slave, "x", 1));
  tell("poll", ready(slave, POLLOUT) & POLLOUT);
  type("abc");
  type("\021");
  tell("poll", ready(slave, POLLOUT));
  fcntl(slave, F_SETFL, 0);
  type("\n");
  input(100);
  screen();
  tell("TCOOFF", tcflow(slave, TCOOFF));
  fcntl(slave, F_SETFL, O_NONBLOCK);
  tell("stopped", write(slave, "x", 1));
  type("\021");
  usleep(50000);
  tell("stopped", write(slave, "x", 1));
  tell("TCOON", tcflow(slave, TCOON));
  tell("going", write(slave, "x", 1));
  fcntl(slave, F_SETFL, 0);
  screen();
  flags(IXANY, 0, 0, 0);
  type("\023");
  usleep(50000);
  type("a\n");
  input(100);
  screen();
  tell("TCIOFF", tcflow(slave, TCIOFF));
  tell("TCION", tcflow(slave, TCION));
  screen();

  puts("flush");
  type("lost\n");
  ready(slave, POLLIN);
  tell("TCIFLUSH", tcflush(slave, TCIFLUSH));
  type("found\n");
  input(100);
  screen();
  tell("TIOCSTI", ioctl(slave, TIOCSTI, "s"));
  ioctl(slave, TIOCSTI, "\n");
  input(100);
  screen();
  tell("/dev/tty", open("/dev/tty", O_RDWR) >= 0);
  tell("TIOCNOTTY", ioctl(slave, TIOCNOTTY));
  tell("again", ioctl(slave, TIOCNOTTY));
  tell("/dev/tty", open("/dev/tty", O_RDWR));
  tell("tcgetpgrp", tcgetpgrp(slave));
}

int main(void) {
  open_both();
  signal(SIGHUP, SIG_IGN);
  pid_t child = fork();
  if (child == 0) {
    session();
    exit(0);
  }
  int status;
  waitpid(child, &status, 0);
  printf("status %x\n", status);
  return 0;
}
