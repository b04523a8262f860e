/* A pseudo-terminal, both sides of which one program uses, and what it prints of them. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

static int master, slave;

static void show(const char *what, const char *bytes, int count) {
  printf("%s %d", what, count);
  if (count < 0)
    printf(" %s", strerror(errno));
  printf(" \"");
  for (int i = 0; i < count; i++) {
    unsigned char c = bytes[i];
    if (c >= 32 && c < 127 && c != '\\')
      putchar(c);
    else
      printf("\\%03o", c);
  }
  printf("\"\n");
  fflush(stdout);
}

/* The result of a call. */
static void tell(const char *what, long result) {
  if (result < 0)
    printf("%s: %s\n", what, strerror(errno));
  else
    printf("%s: %ld\n", what, result);
  fflush(stdout);
}

static void open_both(void) {
  if (openpty(&master, &slave, NULL, NULL, NULL)) {
    perror("openpty");
    exit(2);
  }
}

static void type(const char *text) { write(master, text, strlen(text)); }

/* Reads once at the terminal. */
static void input(int most) {
  char bytes[8192];
  int count = read(slave, bytes, most);
  show("read", bytes, count);
}

/* What is on the screen since the last time. */
static void screen(void) {
  char bytes[16384];
  int count = 0;
  write(slave, "#", 1);
  while (count == 0 || bytes[count - 1] != '#') {
    int more = read(master, bytes + count, sizeof bytes - count);
    if (more <= 0) {
      perror("screen");
      exit(2);
    }
    count += more;
  }
  show("screen", bytes, count - 1);
}

/* Changes flags of the terminal. */
static void flags(int input_on, int input_off, int local_on, int local_off) {
  struct termios settings;
  tcgetattr(slave, &settings);
  settings.c_iflag = (settings.c_iflag | input_on) & ~input_off;
  settings.c_lflag = (settings.c_lflag | local_on) & ~local_off;
  if (tcsetattr(slave, TCSANOW, &settings))
    perror("tcsetattr");
}

static void output_flags(int on, int off) {
  struct termios settings;
  tcgetattr(slave, &settings);
  settings.c_oflag = (settings.c_oflag | on) & ~off;
  tcsetattr(slave, TCSANOW, &settings);
}

static void character(int index, int value) {
  struct termios settings;
  tcgetattr(slave, &settings);
  settings.c_cc[index] = value;
  tcsetattr(slave, TCSANOW, &settings);
}

/* Whether a side is ready within a while. */
static int ready(int fd, int events) {
  struct pollfd one = {fd, events, 0};
  poll(&one, 1, 2000);
  return one.revents;
}
