#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

/* What sendfile(2) takes from what to what, and the flags of preadv2(2) and pwritev2(2). */

static void told(const char *what, ssize_t result)
{
  printf("%s: %s %zd\n", what, result < 0 ? strerror(errno) : "ok", result);
}

static ssize_t writes(int fd, const char *text, off_t offset, int flags)
{
  struct iovec part = { (void *) text, strlen(text) };
  return pwritev2(fd, &part, 1, offset, flags);
}

static ssize_t reads(int fd, char *text, size_t size, off_t offset, int flags)
{
  struct iovec part = { text, size };
  return preadv2(fd, &part, 1, offset, flags);
}

int main(void)
{
  char text[64] = "";
  int p[2], s[2], file = fileno(tmpfile()), other = fileno(tmpfile());
  off_t offset = 2;
  pipe(p);
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  write(file, "0123456789", 10);
  told("at the end", sendfile(other, file, NULL, 10));
  lseek(file, 0, SEEK_SET);
  told("file", sendfile(other, file, NULL, 4));
  printf("positions %ld %ld\n", (long) lseek(file, 0, SEEK_CUR), (long) lseek(other, 0, SEEK_CUR));
  told("offset", sendfile(s[0], file, &offset, 4));
  printf("offset %ld position %ld\n", (long) offset, (long) lseek(file, 0, SEEK_CUR));
  told("to a pipe", sendfile(p[1], file, NULL, 100));
  told("from a pipe", sendfile(other, p[0], NULL, 4));
  told("from a pipe at", sendfile(other, p[0], &offset, 4));
  told("from a socket", sendfile(other, s[1], NULL, 4));
  told("from a socket at", sendfile(other, s[1], &offset, 4));
  told("from a counter", sendfile(other, eventfd(3, 0), NULL, 8));
  told("from a directory", sendfile(other, open("/", O_RDONLY), NULL, 8));
  told("to what cannot be written", sendfile(p[0], file, NULL, 8));
  told("from what cannot be read", sendfile(other, p[1], NULL, 8));
  told("to nothing", sendfile(-1, file, NULL, 8));
  told("from nothing", sendfile(other, -1, NULL, 8));
  offset = -1;
  told("negative", sendfile(other, file, &offset, 8));
  offset = 100;
  told("behind the end", sendfile(other, file, &offset, 8));
  offset = 0;
  told("to a counter", sendfile(eventfd(0, 0), file, &offset, 8));
  fcntl(other, F_SETFL, O_APPEND);
  told("appending", sendfile(other, file, NULL, 8));
  fcntl(other, F_SETFL, 0);
  told("from null", sendfile(other, open("/dev/null", O_RDONLY), NULL, 8));

  told("append", writes(file, "abc", 0, RWF_APPEND));
  printf("position %ld\n", (long) lseek(file, 0, SEEK_CUR));
  told("append at the position", writes(file, "def", -1, RWF_APPEND));
  printf("position %ld\n", (long) lseek(file, 0, SEEK_CUR));
  told("read", reads(file, text, sizeof text, 0, 0));
  printf("%s\n", text);
  told("read without waiting", reads(file, text, 3, 0, RWF_NOWAIT));
  told("append when reading", reads(file, text, 3, 0, RWF_APPEND));
  told("unknown", reads(file, text, 3, 0, 0x1000));
  told("offset -2", reads(file, text, 3, -2, 0));
  read(p[0], text, sizeof text);
  told("empty pipe", reads(p[0], text, 3, -1, RWF_NOWAIT));
  told("pipe at", reads(p[0], text, 3, 0, RWF_NOWAIT));
  write(p[1], "xyz", 3);
  told("pipe", reads(p[0], text, 3, -1, RWF_NOWAIT));
  read(s[1], text, sizeof text);
  told("empty socket", reads(s[1], text, 3, -1, RWF_NOWAIT));
  write(s[0], "xyz", 3);
  told("socket", reads(s[1], text, 3, -1, RWF_NOWAIT));
  fcntl(p[1], F_SETFL, O_NONBLOCK);
  while (write(p[1], text, 64) > 0)
    ;
  fcntl(p[1], F_SETFL, 0);
  told("full pipe", writes(p[1], "abc", -1, RWF_NOWAIT));
  told("append to a pipe", writes(p[1], "abc", -1, RWF_APPEND | RWF_NOWAIT));
  return 0;
}
