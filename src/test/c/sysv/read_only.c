// What was attached or opened to be read only cannot be made writable.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <unistd.h>

static void protect(char *at, size_t size, int protection) {
  int done = mprotect(at, size, protection);
  printf("%d %s\n", done, done ? strerror(errno) : "");
}

int main(void) {
  int id = shmget(IPC_PRIVATE, 8192, 0600);
  char *reads = shmat(id, NULL, SHM_RDONLY), *writes = shmat(id, NULL, 0);
  shmctl(id, IPC_RMID, NULL);
  protect(reads, 8192, PROT_READ | PROT_WRITE);
  protect(reads + 4096, 4096, PROT_WRITE);
  protect(reads, 8192, PROT_NONE);
  protect(reads, 4096, PROT_READ | PROT_EXEC);
  protect(reads, 8192, PROT_WRITE);
  protect(writes, 8192, PROT_READ);
  protect(writes, 8192, PROT_READ | PROT_WRITE);
  writes[0] = 'x';
  protect(reads, 4096, PROT_READ);
  printf("%c\n", reads[0]);
  shmdt(reads), shmdt(writes);

  int fd = open("file", O_RDWR | O_CREAT, 0600), again = open("file", O_RDONLY);
  ftruncate(fd, 8192);
  char *shared = mmap(NULL, 8192, PROT_READ, MAP_SHARED, again, 0);
  char *own = mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, again, 0);
  char *both = mmap(NULL, 8192, PROT_READ, MAP_SHARED, fd, 0);
  protect(shared, 4096, PROT_WRITE);
  protect(own, 8192, PROT_READ | PROT_WRITE);
  protect(both, 8192, PROT_READ | PROT_WRITE);
  unlink("file");
  return 0;
}
