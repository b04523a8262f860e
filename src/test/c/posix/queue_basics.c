// POSIX message queues: names, flags, attributes, order and errors, each as it is told.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <mqueue.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static char name[64];

static const char *error(long result) {
  static char text[40];
  if (result >= 0)
    sprintf(text, "%ld", result);
  else
    sprintf(text, "error %d", errno);
  return text;
}

#define SHOW(call) \
  do { \
    errno = 0; \
    printf("%s: %s\n", #call, error(call)); \
  } while (0)

static void order(mqd_t q) {
  static const unsigned priorities[] = {5, 1, 5, 32767, 0, 1};
  char text[2] = "a";
  for (int i = 0; i < 6; i++, text[0]++)
    mq_send(q, text, 2, priorities[i]);
  for (int i = 0; i < 6; i++) {
    char buffer[16];
    unsigned priority;
    ssize_t got = mq_receive(q, buffer, sizeof buffer, &priority);
    printf("%zd %s %u\n", got, buffer, priority);
  }
}

static void show_attributes(mqd_t q) {
  struct mq_attr attr;
  SHOW(mq_getattr(q, &attr));
  printf("flags %lx maxmsg %ld msgsize %ld curmsgs %ld\n", attr.mq_flags, attr.mq_maxmsg, attr.mq_msgsize,
         attr.mq_curmsgs);
}

static void names(void) {
  static char longest[PATH_MAX + 10];
  memset(longest, 'n', sizeof longest);
  longest[0] = '/';
  SHOW(mq_open("no-slash", O_CREAT | O_RDWR, 0600, NULL));
  SHOW(mq_open("", O_CREAT | O_RDWR, 0600, NULL));
  SHOW(mq_open("/", O_CREAT | O_RDWR, 0600, NULL));
  SHOW(mq_open("/a/b", O_CREAT | O_RDWR, 0600, NULL));
  SHOW(mq_open("//a", O_CREAT | O_RDWR, 0600, NULL));
  SHOW(mq_open("/.", O_CREAT | O_RDWR, 0600, NULL));
  SHOW(mq_open("/..", O_RDWR));
  SHOW(mq_unlink("no-slash"));
  SHOW(mq_unlink("/"));
  SHOW(mq_unlink("/a/b"));
  SHOW(mq_unlink("/never-made-by-this-test"));
  longest[PATH_MAX + 5] = 0;
  SHOW(mq_open(longest, O_RDWR));
  longest[257] = 0;
  SHOW(mq_open(longest, O_RDWR));
  SHOW(mq_unlink(longest));
  longest[256] = 0;
  SHOW(mq_open(longest, O_RDWR));
}

static void limits(void) {
  struct mq_attr attr = {.mq_maxmsg = 0, .mq_msgsize = 1};
  SHOW(mq_open("/posix-limits", O_CREAT | O_RDWR, 0600, &attr));
  attr = (struct mq_attr){.mq_maxmsg = 1, .mq_msgsize = 0};
  SHOW(mq_open("/posix-limits", O_CREAT | O_RDWR, 0600, &attr));
  attr = (struct mq_attr){.mq_maxmsg = -1, .mq_msgsize = 1};
  SHOW(mq_open("/posix-limits", O_CREAT | O_RDWR, 0600, &attr));
  attr = (struct mq_attr){.mq_maxmsg = 65537, .mq_msgsize = 1};
  SHOW(mq_open("/posix-limits", O_CREAT | O_RDWR, 0600, &attr));
  attr = (struct mq_attr){.mq_maxmsg = 1, .mq_msgsize = (16 << 20) + 1};
  SHOW(mq_open("/posix-limits", O_CREAT | O_RDWR, 0600, &attr));
}

int main(void) {
  sprintf(name, "/posix-basics-%d", getpid());
  struct mq_attr attr = {.mq_maxmsg = 6, .mq_msgsize = 16};
  names();
  limits();
  printf("absent: %s\n", error(mq_open(name, O_RDWR)));
  mqd_t q = mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &attr);
  printf("made: %d\n", q >= 0);
  printf("again: %s\n", error(mq_open(name, O_CREAT | O_EXCL | O_RDWR, 0600, &attr)));
  printf("both ways: %s\n", error(mq_open(name, O_ACCMODE)));
  SHOW(fcntl(q, F_GETFD));
  SHOW(fcntl(q, F_GETFL));
  order(q);
  show_attributes(q);
  char buffer[20] = "x";
  SHOW(mq_receive(q, buffer, 15, NULL));
  SHOW(mq_send(q, buffer, 17, 0));
  SHOW(mq_send(q, buffer, 1, 32768));
  SHOW(mq_send(q, buffer, 1, UINT_MAX));
  SHOW(mq_send(q, buffer, 0, 3));
  show_attributes(q);
  SHOW(mq_receive(q, buffer, 16, NULL));
  mqd_t reader = mq_open(name, O_RDONLY | O_NONBLOCK), writer = mq_open(name, O_WRONLY | O_NONBLOCK);
  SHOW(mq_send(reader, "x", 1, 0));
  SHOW(mq_receive(writer, buffer, 16, NULL));
  SHOW(mq_receive(reader, buffer, 16, NULL));
  struct pollfd polled = {q, POLLIN | POLLOUT, 0};
  SHOW(poll(&polled, 1, 0));
  printf("revents %x\n", polled.revents);
  for (int i = 0; i < 6; i++)
    SHOW(mq_send(writer, "0123456789", i, i));
  SHOW(mq_send(writer, "x", 1, 0));
  SHOW(poll(&polled, 1, 0));
  printf("revents %x\n", polled.revents);
  char state[100] = "";
  SHOW(read(reader, state, sizeof state));
  printf("%s", state);
  SHOW(write(writer, "x", 1));
  SHOW(write(reader, "x", 1));
  SHOW(lseek(reader, 5, SEEK_SET));
  SHOW(read(reader, state, 4));
  printf("%.4s\n", state);
  struct mq_attr set = {.mq_flags = O_NONBLOCK, .mq_maxmsg = 99}, old;
  SHOW(mq_setattr(q, &set, &old));
  printf("old %lx %ld %ld %ld\n", old.mq_flags, old.mq_maxmsg, old.mq_msgsize, old.mq_curmsgs);
  show_attributes(q);
  SHOW(mq_send(q, "x", 1, 0));
  set.mq_flags = O_NONBLOCK | O_APPEND;
  SHOW(mq_setattr(q, &set, NULL));
  SHOW(fcntl(q, F_SETFL, 0));
  show_attributes(q);
  struct timespec bad = {0, 1000000000}, early = {1, 0}, negative = {-1, 0};
  SHOW(mq_timedsend(q, "x", 1, 0, &bad));
  SHOW(mq_timedsend(q, "x", 1, 0, &negative));
  SHOW(mq_timedsend(q, "x", 1, 0, &early));
  SHOW(mq_timedsend(q, "x", 1, 0, (void *)8));
  SHOW(mq_timedreceive(q, buffer, 16, NULL, (void *)8));
  SHOW(mq_timedreceive(q, buffer, 16, NULL, &bad));
  SHOW(mq_timedreceive(q, buffer, 16, NULL, &early));
  SHOW(mq_send(0, "x", 1, 0));
  SHOW(mq_send(-1, "x", 1, 0));
  SHOW(mq_getattr(0, &old));
  SHOW(mq_unlink(name));
  printf("gone: %s\n", error(mq_open(name, O_RDWR)));
  show_attributes(q);
  SHOW(mq_close(q));
  SHOW(mq_close(q));
  SHOW(mq_send(q, "x", 1, 0));
  return 0;
}
