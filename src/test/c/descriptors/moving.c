// What splice, tee, vmsplice, sendfile and copy_file_range say to bad arguments, two at once included.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NOWHERE ((void *)8)

enum { FULL, EMPTY = 2, FILES = 4, READER, WRITER, DEVICE = 8, CLOSED = 10, ALL = 12 };

static int fds[ALL];
static int pair[2];

static void start(void) {
  char name[32], rest[64];
  sprintf(name, "moving%d", (int)getpid());
  pipe2(fds + FULL, O_NONBLOCK);
  pipe2(fds + EMPTY, O_NONBLOCK);
  fds[FILES] = open(name, O_CREAT | O_RDWR, 0600);
  fds[READER] = open(name, O_RDONLY);
  fds[WRITER] = open(name, O_WRONLY | O_APPEND);
  fds[7] = open(".", O_RDONLY);
  fds[DEVICE] = open("/dev/null", O_RDWR);
  socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair);
  fds[9] = pair[0];
  fds[CLOSED] = -1;
  fds[11] = eventfd(0, EFD_NONBLOCK);
  unlink(name);
}

static void again(void) {
  char rest[64];
  while (read(fds[FULL], rest, sizeof rest) > 0)
    ;
  while (read(fds[EMPTY], rest, sizeof rest) > 0)
    ;
  while (read(pair[1], rest, sizeof rest) > 0)
    ;
  write(fds[FULL + 1], "abcdef", 6);
  ftruncate(fds[FILES], 0);
  pwrite(fds[FILES], "0123456789", 10, 0);
  lseek(fds[FILES], 2, SEEK_SET);
  lseek(fds[READER], 2, SEEK_SET);
}

static void show(const char *call, int from, int to, int offset, ssize_t result) {
  printf("%s %d %d %d: %d %s %d %d\n", call, from, to, offset, (int)result, result < 0 ? strerror(errno) : "",
         (int)lseek(fds[FILES], 0, SEEK_CUR), (int)lseek(fds[READER], 0, SEEK_CUR));
}

static void pairs(void) {
  const off_t offsets[] = {0, 1, -1, INT64_MAX};
  const size_t sizes[] = {3, 0, SIZE_MAX};
  for (int from = 0; from < ALL; from++)
    for (int to = 0; to < ALL; to++)
      for (size_t i = 0; i < COUNT(sizes); i++) {
        size_t size = sizes[i];
        again();
        show("tee", from, to, i, tee(fds[from], fds[to], size, SPLICE_F_NONBLOCK));
        show("tee", from, to, i, tee(fds[from], fds[to], size, 16));
        again();
        show("splice", from, to, i, splice(fds[from], NULL, fds[to], NULL, size, SPLICE_F_NONBLOCK));
        show("splice", from, to, i, splice(fds[from], NULL, fds[to], NULL, size, 16));
        show("splice", from, to, i, splice(fds[from], NOWHERE, fds[to], NULL, size, SPLICE_F_NONBLOCK));
        show("splice", from, to, i, splice(fds[from], NULL, fds[to], NOWHERE, size, SPLICE_F_NONBLOCK));
        for (size_t k = 0; k < COUNT(offsets) && i < 2; k++) {
          off_t in = offsets[k], out = offsets[k];
          again();
          show("splice in", from, to, k, splice(fds[from], &in, fds[to], NULL, size, SPLICE_F_NONBLOCK));
          again();
          show("splice out", from, to, k, splice(fds[from], NULL, fds[to], &out, size, SPLICE_F_NONBLOCK));
          printf("%d %d\n", (int)(in - offsets[k]), (int)(out - offsets[k]));
        }
      }
}

static void copies(void) {
  const off_t offsets[] = {0, 1, -1, INT64_MAX};
  for (int from = FILES; from < ALL; from++)
    for (int to = FILES; to < ALL; to++)
      for (int size = 0; size < 6 && from != DEVICE && to != DEVICE; size += 3) {
        again();
        show("copy", from, to, size, copy_file_range(fds[from], NULL, fds[to], NULL, size, 0));
        show("copy", from, to, size, copy_file_range(fds[from], NULL, fds[to], NULL, size, 1));
        show("copy", from, to, size, copy_file_range(fds[from], NOWHERE, fds[to], NULL, size, 1));
        for (size_t k = 0; k < COUNT(offsets) && from < 7 && to < 7; k++) {
          off_t in = offsets[k], out = offsets[k] + (k < 2 ? 5 : 0);
          show("copy in", from, to, k, copy_file_range(fds[from], &in, fds[to], NULL, size, 0));
          if (k < 3)
            show("copy out", from, to, k, copy_file_range(fds[from], NULL, fds[to], &out, size, 0));
        }
      }
}

static void files(void) {
  const off_t offsets[] = {0, 1, -1};
  const int from[] = {FILES, READER, WRITER, CLOSED};
  for (size_t i = 0; i < COUNT(from); i++)
    for (int to = 0; to < ALL; to++)
      for (int size = -1; size < 4; size += 2) {
        if (to >= FILES && to < 7)
          continue;
        again();
        show("sendfile", from[i], to, size, sendfile(fds[to], fds[from[i]], NULL, size));
        for (size_t k = 0; k < COUNT(offsets); k++) {
          off_t offset = offsets[k];
          show("sendfile at", from[i], to, k, sendfile(fds[to], fds[from[i]], &offset, size));
        }
      }
}

static void memory(void) {
  char room[8];
  struct iovec parts[][2] = {{{room, 3}, {room, 2}}, {{NOWHERE, 3}, {room, 2}}, {{room, 3}, {NOWHERE, 3}},
                             {{room, SIZE_MAX}, {room, 1}}, {{NULL, 0}, {NULL, 0}}};
  const size_t counts[] = {0, 1, 2, 1025};
  for (int fd = 0; fd < ALL; fd++)
    for (size_t i = 0; i < COUNT(parts); i++)
      for (size_t k = 0; k < COUNT(counts) && !(fd == FULL && i == 2); k++) {
        again();
        memcpy(room, "ABCDEFG", 8);
        show("vmsplice", fd, i, k, vmsplice(fds[fd], parts[i], counts[k], SPLICE_F_NONBLOCK));
        show("vmsplice", fd, i, k, vmsplice(fds[fd], parts[i], counts[k], 16));
        show("vmsplice nowhere", fd, i, k, vmsplice(fds[fd], NOWHERE, counts[k], SPLICE_F_NONBLOCK));
      }
}

int main(void) {
  start();
  pairs();
  copies();
  files();
  memory();
}
