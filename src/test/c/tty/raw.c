/* Reading without lines: VMIN and VTIME. */
#include "terminal.h"
#include <time.h>

static void settle(int least, int tenths) {
  struct termios settings;
  tcgetattr(slave, &settings);
  cfmakeraw(&settings);
  settings.c_cc[VMIN] = least;
  settings.c_cc[VTIME] = tenths;
  tcsetattr(slave, TCSANOW, &settings);
  printf("%d %d\n", least, tenths);
}

static void later(const char *text) {
  if (fork() == 0) {
    usleep(100000);
    type(text);
    _exit(0);
  }
}

static void queued(int expected) {
  int count = -1;
  for (int i = 0; i < 200; i++) {
    ioctl(slave, FIONREAD, &count);
    if (count == expected)
      break;
    usleep(10000);
  }
  printf("queued %d\n", count);
}

int main(void) {
  open_both();
  settle(1, 0);
  type("abc");
  queued(3);
  input(2);
  input(2);
  later("late");
  input(10);
  settle(3, 0);
  type("ab");
  later("cd");
  input(10);
  type("ab");
  input(2);
  settle(0, 0);
  input(10);
  type("x");
  queued(1);
  input(10);
  settle(0, 2);
  input(10);
  later("y");
  input(10);
  settle(5, 2);
  later("ab");
  input(10);
  type("abcdefg");
  queued(7);
  input(10);
  settle(100, 0);
  char many[151];
  memset(many, 'm', 150);
  many[150] = 0;
  type(many);
  queued(150);
  input(200);
  settle(64, 0);
  type("1234");
  queued(90);
  input(200);
  while (wait(NULL) > 0)
    ;
  puts("poll");
  settle(3, 0);
  type("ab");
  queued(2);
  struct pollfd one = {slave, POLLIN, 0};
  poll(&one, 1, 100);
  printf("%x\n", one.revents);
  type("c");
  printf("%x\n", ready(slave, POLLIN));
  fcntl(slave, F_SETFL, O_NONBLOCK);
  input(10);
  input(10);
  type("ab");
  queued(2);
  input(10);
  puts("lines again");
  type("partial");
  queued(7);
  flags(ICRNL, 0, ICANON, 0);
  queued(7);
  input(100);
  input(100);
  type("half");
  usleep(100000);
  queued(0);
  flags(0, 0, 0, ICANON);
  queued(4);
  input(100);
  return 0;
}
