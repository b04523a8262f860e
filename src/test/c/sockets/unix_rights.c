// Open files that travel through UNIX sockets (SCM_RIGHTS): what arrives, what is lost.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/resource.h>
#include <sys/uio.h>

static char buffer[2000];
static int arrived[300], arrived_count;

static ssize_t pass(int fd, const char *text, size_t size, const int *files, int count) {
  union {
    char bytes[CMSG_SPACE(254 * sizeof(int))];
    struct cmsghdr align;
  } control;
  struct iovec part = {(void *)text, size};
  struct msghdr message;
  memset(&message, 0, sizeof message);
  memset(&control, 0, sizeof control);
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = CMSG_SPACE(count * sizeof(int));
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(count * sizeof(int));
  memcpy(CMSG_DATA(header), files, count * sizeof(int));
  return sendmsg(fd, &message, 0);
}

static void drop(void) {
  while (arrived_count)
    close(arrived[--arrived_count]);
}

// Receives with room for so many descriptors and bytes beyond that.
static void take(int fd, size_t size, size_t room, int flags) {
  static union {
    char bytes[CMSG_SPACE(254 * sizeof(int))];
    struct cmsghdr align;
  } control;
  struct iovec part = {buffer, size};
  struct msghdr message;
  drop();
  memset(&message, 0, sizeof message);
  memset(&control, 0, sizeof control);
  memset(buffer, 0, sizeof buffer);
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room ? &control : NULL;
  message.msg_controllen = room;
  errno = 0;
  ssize_t got = recvmsg(fd, &message, flags);
  printf("received %zd %s '%s' flags %x", got, got < 0 ? strerror(errno) : "", buffer,
         message.msg_flags);
  struct cmsghdr *header = got < 0 ? NULL : CMSG_FIRSTHDR(&message);
  for (; header; header = CMSG_NXTHDR(&message, header)) {
    arrived_count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(arrived, CMSG_DATA(header), arrived_count * sizeof(int));
    printf(" [%d %d %d:", header->cmsg_level, header->cmsg_type, arrived_count);
    for (int i = 0; i < arrived_count && i < 3; i++)
      printf(" %d", fcntl(arrived[i], F_GETFD));
    printf("]");
  }
  printf("\n");
}

static void truncated(int s[2], int files[2]) {
  size_t rooms[] = {CMSG_LEN(sizeof(int)), CMSG_LEN(0), 4, 0};
  for (unsigned i = 0; i < sizeof rooms / sizeof *rooms; i++) {
    CHECK(pass(s[0], "ab", 2, files, 2));
    take(s[1], 10, rooms[i], 0);
  }
  CHECK(pass(s[0], "ab", 2, files, 2));
  CHECK(read(s[1], buffer, 100));
  int lowest = dup(0);
  struct rlimit before, few;
  getrlimit(RLIMIT_NOFILE, &before);
  close(lowest);
  few = before;
  few.rlim_cur = lowest + 1;
  CHECK(pass(s[0], "ab", 2, files, 2));
  setrlimit(RLIMIT_NOFILE, &few);
  take(s[1], 10, CMSG_SPACE(4 * sizeof(int)), 0);
  setrlimit(RLIMIT_NOFILE, &before);
}

static void stream(int s[2], int files[2]) {
  size_t room = CMSG_SPACE(4 * sizeof(int));
  CHECK(write(s[0], "1", 1));
  CHECK(pass(s[0], "2", 1, files, 1));
  CHECK(write(s[0], "3", 1));
  CHECK(pass(s[0], "4", 1, files, 1));
  CHECK(pass(s[0], "5", 1, files, 2));
  take(s[1], 10, room, MSG_PEEK);
  take(s[1], 10, room, 0);
  take(s[1], 10, room, 0);
  take(s[1], 10, room, MSG_WAITALL);
}

static void refusals(int s[2], int files[2]) {
  int bad[2] = {files[0], 99}, many[254];
  CHECK(pass(s[0], "ab", 2, bad, 2));
  bad[1] = -1;
  CHECK(pass(s[0], "ab", 2, bad, 2));
  CHECK(pass(s[0], "ab", 2, bad, 0));
  take(s[1], 10, 100, 0);
  for (int i = 0; i < 254; i++)
    many[i] = files[0];
  CHECK(pass(s[0], "m", 1, many, 254));
  CHECK(pass(s[0], "m", 1, many, 253));
  take(s[1], 10, CMSG_SPACE(254 * sizeof(int)), 0);
  drop();
}

static void rights(int type) {
  int s[2], p[2];
  size_t room = CMSG_SPACE(4 * sizeof(int));
  printf("--- type %d\n", type);
  socketpair(AF_UNIX, type, 0, s);
  pipe(p);
  CHECK(pass(s[0], "x", 1, &p[1], 1));
  close(p[1]);
  take(s[1], 10, room, 0);
  CHECK(write(arrived[0], "hi", 2));
  CHECK(read(p[0], buffer, 10));
  drop();
  CHECK(read(p[0], buffer, 10));
  close(p[0]);
  pipe(p);
  CHECK(pass(s[0], "ab", 2, p, 2));
  take(s[1], 1, room, MSG_CMSG_CLOEXEC);
  take(s[1], 10, room, MSG_DONTWAIT);
  CHECK(pass(s[0], "ab", 2, p, 2));
  take(s[1], 10, room, MSG_PEEK);
  take(s[1], 10, room, 0);
  CHECK(pass(s[0], "", 0, p, 1));
  take(s[1], 10, room, MSG_DONTWAIT);
  truncated(s, p);
  if (type == SOCK_STREAM)
    stream(s, p);
  refusals(s, p);
  // Closing the receiver closes what nobody has received.
  CHECK(pass(s[0], "w", 1, &p[1], 1));
  close(p[1]);
  close(s[1]);
  CHECK(read(p[0], buffer, 1));
  close(p[0]);
  close(s[0]);
}

int main(void) {
  setbuf(stdout, NULL);
  rights(SOCK_STREAM);
  rights(SOCK_DGRAM);
  rights(SOCK_SEQPACKET);
  return 0;
}
