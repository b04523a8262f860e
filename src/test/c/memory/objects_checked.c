// What calls on memory that processes share say to bad arguments, two at once included.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NOWHERE ((void *)8)

static const char *text(long result) { return result < 0 ? strerror(errno) : "ok"; }

static void creation(void) {
  const unsigned flags[] = {0, 1, 2, 3, 8, 16, 24, 32, 64, 21u << 26, -1};
  char most[251];
  memset(most, 'a', 249);
  const char *names[] = {"", "a/b", most, NOWHERE};
  for (int longer = 0; longer < 2; longer++) {
    strcpy(most + 249, longer ? "a" : "");
    for (size_t name = 0; name < COUNT(names); name++)
      for (size_t i = 0; i < COUNT(flags); i++) {
        int fd = memfd_create(names[name], flags[i]);
        struct stat stat;
        printf("memfd_create %d %zu %x: %s", longer, name, flags[i], text(fd));
        if (fd >= 0 && fstat(fd, &stat) == 0)
          printf(" %x %o", fcntl(fd, F_GET_SEALS), (int)stat.st_mode);
        printf("\n");
        close(fd);
      }
    printf("memfd_create: %s\n", text(memfd_create(NOWHERE, 4)));
  }
}

static void mappings(int both, int reader) {
  const int kinds[] = {0, MAP_SHARED, MAP_PRIVATE, MAP_SHARED_VALIDATE, 4};
  const int fds[] = {both, reader, 999};
  const size_t sizes[] = {4096, 0, SIZE_MAX};
  for (size_t fd = 0; fd < COUNT(fds); fd++)
    for (int protection = 0; protection < 4; protection++)
      for (size_t kind = 0; kind < COUNT(kinds); kind++)
        for (size_t i = 0; i < COUNT(sizes); i++)
          for (int offset = 0; offset < 2; offset++) {
            void *at = mmap(NULL, sizes[i], protection, kinds[kind], fds[fd], offset);
            printf("mmap %zu %d %zu %zu %d: %s", fd, protection, kind, i, offset,
                   at == MAP_FAILED ? strerror(errno) : "ok");
            if (at != MAP_FAILED) {
              printf(" %s", text(mprotect(at, 4096, PROT_READ | PROT_WRITE)));
              munmap(at, 4096);
            }
            printf("\n");
          }
  printf("%s\n", text((long)mmap(NULL, 4096, PROT_READ, MAP_SHARED_VALIDATE | MAP_ANONYMOUS, -1, 0)));
}

static void names(void) {
  static char longest[257];
  memset(longest, 'x', 256);
  longest[0] = '/';
  const char *all[] = {"", "/", "//", "/a/b", "a/b", longest};
  const int flags[] = {O_RDONLY, O_CREAT | O_RDWR, O_CREAT | O_EXCL | O_RDWR, O_CREAT | O_DIRECTORY | O_RDWR};
  const int opens[] = {0, O_CREAT, O_CREAT | O_EXCL};
  for (size_t name = 0; name < COUNT(all); name++) {
    shm_unlink(all[name]);
    for (size_t i = 0; i < COUNT(flags); i++) {
      int fd = shm_open(all[name], flags[i], 0600);
      printf("shm_open %zu %x: %s", name, flags[i], text(fd));
      printf(" %s\n", text(shm_unlink(all[name])));
      close(fd);
    }
    for (size_t i = 0; i < COUNT(opens); i++)
      for (unsigned value = 0; value < 2; value++) {
        sem_t *semaphore = sem_open(all[name], opens[i], 0600, value ? UINT_MAX : 1);
        printf("sem_open %zu %zu %u: %s", name, i, value, semaphore == SEM_FAILED ? strerror(errno) : "ok");
        printf(" %s\n", text(sem_unlink(all[name])));
      }
  }
}

int main(void) {
  char name[32];
  sprintf(name, "/objects%d", (int)getpid());
  int both = shm_open(name, O_CREAT | O_RDWR, 0600), reader = shm_open(name, O_RDONLY, 0);
  shm_unlink(name);
  ftruncate(both, 4096);
  creation();
  mappings(both, reader);
  names();
}
