// How often a segment counts as attached when parts of it are treated in their own way: an area that is cut in three
// counts three times, and nothing makes one of them again.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mman.h>
#include <sys/shm.h>

#define PAGE 4096

static int id;

static void tell(const char *what, int result) {
  struct shmid_ds segment;
  shmctl(id, IPC_STAT, &segment);
  printf("%s: %d, attached %d\n", what, result, (int)segment.shm_nattch);
}

int main(void) {
  id = shmget(IPC_PRIVATE, 6 * PAGE, 0600);
  char *a = shmat(id, 0, 0);
  tell("at first", 0);
  tell("munlock", munlock(a + PAGE, PAGE));
  tell("mprotect as it is", mprotect(a + PAGE, PAGE, PROT_READ | PROT_WRITE));
  tell("not needed", madvise(a + PAGE, PAGE, MADV_DONTNEED));
  tell("forked", madvise(a + PAGE, PAGE, MADV_DOFORK));
  tell("mlock", mlock(a + PAGE, PAGE));
  tell("mlock again", mlock(a + PAGE, PAGE));
  tell("munlock", munlock(a + PAGE, PAGE));
  tell("mprotect", mprotect(a + 5 * PAGE, PAGE, PROT_READ));
  tell("not forked", madvise(a + 4 * PAGE, PAGE, MADV_DONTFORK));
  a[3 * PAGE] = 1;
  tell("a hole", madvise(a + 3 * PAGE, PAGE, MADV_REMOVE));
  printf("%d\n", a[3 * PAGE]);
  tell("munmap", munmap(a + PAGE, PAGE));
  tell("shmdt", shmdt(a));
  shmctl(id, IPC_RMID, 0);
  return 0;
}
