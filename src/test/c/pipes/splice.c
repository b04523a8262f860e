// splice, tee and vmsplice: what they move between pipes and files, what waits, what is refused.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[100000], got[100000];

static void say(const char *what, ssize_t n) {
  printf("%s %zd %s\n", what, n, n < 0 ? strerror(errno) : "");
}

static void show(const char *what, int fd) {
  ssize_t n = read(fd, got, sizeof got - 1);
  got[n < 0 ? 0 : n] = 0;
  printf("%s %zd %.30s\n", what, n, n < 0 ? strerror(errno) : got);
}

static void files(void) {
  int p[2];
  off_t at = 3;
  pipe2(p, O_NONBLOCK);
  int in = open("in", O_RDWR | O_CREAT | O_TRUNC, 0600);
  int out = open("out", O_RDWR | O_CREAT | O_TRUNC, 0600);
  for (int i = 0; i < (int)sizeof text; i++)
    text[i] = 'a' + i % 26;
  write(in, text, sizeof text);
  say("at its end", splice(in, NULL, p[1], NULL, 100, 0));
  say("from 3", splice(in, &at, p[1], NULL, 10, 0));
  printf("offset %ld, position %ld\n", (long)at, (long)lseek(in, 0, SEEK_CUR));
  lseek(in, 0, SEEK_SET);
  say("from 0", splice(in, NULL, p[1], NULL, 5, 0));
  printf("position %ld\n", (long)lseek(in, 0, SEEK_CUR));
  at = 2;
  say("to 2", splice(p[0], NULL, out, &at, 7, 0));
  printf("offset %ld, position %ld\n", (long)at, (long)lseek(out, 0, SEEK_CUR));
  say("to 0", splice(p[0], NULL, out, NULL, 100, 0));
  say("empty", splice(p[0], NULL, out, NULL, 100, 0));
  lseek(out, 0, SEEK_SET);
  show("out", out);
  lseek(in, 0, SEEK_SET);
  say("as much as fits", splice(in, NULL, p[1], NULL, sizeof text, 0));
  say("full", splice(in, NULL, p[1], NULL, 1, 0));
  say("full", write(p[1], "x", 1));
  read(p[0], got, 4096);
  say("a free page", splice(in, NULL, p[1], NULL, sizeof text, 0));
  int end = open("out", O_WRONLY | O_APPEND);
  say("append", splice(p[0], NULL, end, NULL, 10, 0));
  say("zero", splice(p[0], NULL, out, NULL, 0, 99));
  say("flags", splice(p[0], NULL, out, NULL, 1, 99));
  say("no pipe", splice(in, NULL, out, NULL, 1, 0));
  say("wrong end", splice(p[1], NULL, out, NULL, 1, 0));
  say("wrong end", splice(in, NULL, p[0], NULL, 1, 0));
  say("offset of a pipe", splice(p[0], &at, out, NULL, 1, 0));
  say("bad offset", splice(in, (void *)8, p[1], NULL, 1, 0));
  say("bad descriptor", splice(99, NULL, p[1], NULL, 1, 0));
  int null = open("/dev/null", O_WRONLY);
  say("to /dev/null", splice(p[0], NULL, null, NULL, sizeof text, 0));
  int zero = open("/dev/zero", O_RDONLY);
  say("from /dev/zero", splice(zero, NULL, p[1], NULL, 10, 0));
  close(p[0]), close(p[1]);
}

static void pipes(void) {
  int a[2], b[2];
  pipe2(a, O_NONBLOCK), pipe2(b, O_NONBLOCK);
  write(a[1], "hello, world", 12);
  say("tee", tee(a[0], b[1], 5, 0));
  show("copy", b[0]);
  say("tee", tee(a[0], b[1], 100, 0));
  say("move", splice(a[0], NULL, b[1], NULL, 7, 0));
  show("moved", b[0]);
  show("left", a[0]);
  say("same", splice(a[0], NULL, a[1], NULL, 7, 0));
  say("tee same", tee(a[0], a[1], 7, 0));
  say("empty", splice(a[0], NULL, b[1], NULL, 7, 0));
  say("tee empty", tee(a[0], b[1], 7, 0));
  while (write(b[1], text, 4096) == 4096)
    ;
  write(a[1], "x", 1);
  say("full", splice(a[0], NULL, b[1], NULL, 7, 0));
  say("tee full", tee(a[0], b[1], 7, 0));
  int file = open("in", O_RDONLY);
  say("tee a file", tee(file, b[1], 7, 0));
  close(a[1]);
  read(a[0], got, 1);
  close(b[0]);
  signal(SIGPIPE, SIG_IGN);
  say("end of file", splice(a[0], NULL, b[1], NULL, 7, 0));
  say("broken", splice(file, NULL, b[1], NULL, 7, 0));
  close(a[0]), close(b[1]);
}

static void memory(void) {
  int p[2];
  pipe2(p, O_NONBLOCK);
  struct iovec parts[] = {{"one ", 4}, {"two ", 4}, {"three", 5}};
  say("vmsplice", vmsplice(p[1], parts, 3, SPLICE_F_NONBLOCK));
  char first[3], second[50] = "";
  struct iovec into[] = {{first, 3}, {second, 49}};
  say("back", vmsplice(p[0], into, 2, SPLICE_F_NONBLOCK));
  printf("%.3s|%s\n", first, second);
  say("empty", vmsplice(p[0], into, 2, SPLICE_F_NONBLOCK));
  say("none", vmsplice(p[1], parts, 0, 0));
  int file = open("in", O_RDONLY);
  say("a file", vmsplice(file, parts, 1, 0));
  say("flags", vmsplice(p[1], parts, 1, 64));
  for (int i = 0; i < 20; i++)
    if (vmsplice(p[1], parts, 1, SPLICE_F_NONBLOCK) < 0) {
      printf("full after %d\n", i);
      break;
    }
}

static void waiting(void) {
  int a[2], b[2];
  pipe(a), pipe(b);
  if (fork() == 0) {
    close(a[1]), close(b[0]);
    ssize_t n;
    long all = 0;
    while ((n = splice(a[0], NULL, b[1], NULL, 65536, 0)) > 0)
      all += n;
    exit(all == 300000 ? 7 : 8);
  }
  close(a[0]), close(b[1]);
  if (fork() == 0) {
    close(b[0]);
    for (int i = 0; i < 300; i++)
      write(a[1], text + i % 26, 1000);
    exit(0);
  }
  close(a[1]);
  long all = 0, wrong = 0;
  for (ssize_t n; (n = read(b[0], got, 777)) > 0; all += n)
    for (int i = 0; i < n; i++)
      wrong += got[i] != text[(all + i) / 1000 % 26 + (all + i) % 1000];
  printf("%ld bytes, %ld wrong\n", all, wrong);
  int status, sum = 0;
  while (wait(&status) > 0)
    sum += WEXITSTATUS(status);
  printf("%d\n", sum);
}

int main(void) {
  files();
  pipes();
  memory();
  fflush(stdout);
  waiting();
  return 0;
}
