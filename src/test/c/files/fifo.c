// FIFOs: made and opened from both sides, who waits for whom, end of file, errors.
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void handler(int sig) {}

static void request_and_answer(void) {
  mkfifo("requests", 0600);
  mkfifo("answers", 0600);
  if (fork() == 0) {
    int in = open("requests", O_RDONLY), out = open("answers", O_WRONLY), number;
    while (read(in, &number, sizeof number) == sizeof number) {
      number *= number;
      write(out, &number, sizeof number);
    }
    exit(0);
  }
  int out = open("requests", O_WRONLY), in = open("answers", O_RDONLY);
  for (int i = 1; i <= 5; i++) {
    int square;
    write(out, &i, sizeof i);
    read(in, &square, sizeof square);
    printf("%d ", square);
  }
  close(out);
  int rest;
  printf("end %zd\n", read(in, &rest, sizeof rest));
  close(in);
  wait(NULL);
}

static void nonblocking(void) {
  char text[20];
  mkfifo("fifo", 0600);
  printf("%d", open("fifo", O_WRONLY | O_NONBLOCK));
  printf(" %s\n", strerror(errno));
  int in = open("fifo", O_RDONLY | O_NONBLOCK);
  printf("%d %zd\n", in >= 0, read(in, text, sizeof text));
  int out = open("fifo", O_WRONLY | O_NONBLOCK);
  printf("%d %zd", out >= 0, read(in, text, sizeof text));
  printf(" %s\n", strerror(errno));
  write(out, "data", 4);
  struct pollfd poll_in = {in, POLLIN};
  printf("%d %x\n", poll(&poll_in, 1, 0), poll_in.revents);
  close(out);
  printf("%zd %zd\n", read(in, text, sizeof text), read(in, text, sizeof text));
  poll(&poll_in, 1, 0);
  printf("%x\n", poll_in.revents);
  close(in);
  int both = open("fifo", O_RDWR);
  write(both, "self", 4);
  printf("%zd\n", read(both, text, sizeof text));
  write(both, "lost", 4);
  close(both);
  both = open("fifo", O_RDWR | O_NONBLOCK);
  printf("%zd\n", read(both, text, sizeof text));
  close(both);
}

static void writers(void) {
  mkfifo("many", 0600);
  for (int i = 0; i < 3; i++)
    if (fork() == 0) {
      int out = open("many", O_WRONLY);
      char line[20];
      write(out, line, sprintf(line, "writer %d\n", i));
      exit(0);
    }
  /* The writer here keeps the end of the file away until all have written. */
  int in = open("many", O_RDONLY), keep = open("many", O_WRONLY);
  int seen = 0;
  char text[100];
  while (seen < 27)
    seen += read(in, text + seen, sizeof text - seen);
  int sum = 0;
  for (int i = 0; i < 27; i++)
    sum += text[i] >= '0' && text[i] <= '9' ? text[i] - '0' : 0;
  close(keep);
  printf("%d bytes, sum %d, then %zd\n", seen, sum, read(in, text, 1));
  while (wait(NULL) > 0)
    ;
}

int main(void) {
  struct stat status;
  umask(022);
  printf("%d", mkfifo("fifo-mode", 0666));
  stat("fifo-mode", &status);
  printf(" %d %o\n", S_ISFIFO(status.st_mode), status.st_mode & 0777);
  printf("%d", mkfifo("fifo-mode", 0666));
  printf(" %s\n", strerror(errno));
  request_and_answer();
  nonblocking();
  writers();
  struct sigaction action = {.sa_handler = handler};
  sigaction(SIGALRM, &action, NULL);
  alarm(1);
  printf("%d", open("fifo", O_RDONLY));
  printf(" %s\n", strerror(errno));
  signal(SIGPIPE, SIG_IGN);
  int in = open("fifo", O_RDONLY | O_NONBLOCK), out = open("fifo", O_WRONLY);
  close(in);
  printf("%zd", write(out, "x", 1));
  printf(" %s\n", strerror(errno));
  fstat(out, &status);
  printf("%d\n", S_ISFIFO(status.st_mode));
  printf("%ld", (long)lseek(out, 0, SEEK_SET));
  printf(" %s\n", strerror(errno));
  unlink("fifo");
  printf("%d %d\n", access("fifo", F_OK), mknod("plain", S_IFREG | 0600, 0));
  return 0;
}
