// Random programs on mappings: each page must hold what its process last wrote there, or zeros if
// it has never been written, whatever other processes do with memory meanwhile.
#define _GNU_SOURCE
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096
#define REGIONS 6
#define MOST 24
#define HUGE ((size_t)2 << 20)

struct region {
  char *at;
  int pages;
  int writable;
  unsigned char holds[MOST];
};

static struct region regions[REGIONS];
static char *heap;
static int heap_pages;
static unsigned char heap_holds[MOST];
static unsigned long state;
static int depth, operations, has_huge;
static sigjmp_buf exhausted;

static int draw(int below) {
  state = state * 6364136223846793005UL + 1442695040888963407UL;
  return (int)((state >> 33) % (unsigned long)below);
}

static void fail(const char *what, int page, int found, int expected) {
  printf("%s: page %d holds %d, not %d\n", what, page, found, expected);
  fflush(stdout);
  _exit(99);
}

static void check_page(const char *what, char *at, int page, int expected) {
  for (int i = 0; i < PAGE; i += 512)
    if (at[page * PAGE + i] != (char)expected)
      fail(what, page, at[page * PAGE + i], expected);
  if (at[page * PAGE + PAGE - 1] != (char)expected)
    fail(what, page, at[page * PAGE + PAGE - 1], expected);
}

static void check(struct region *r) {
  for (int i = 0; i < r->pages; i++)
    if (draw(2))
      check_page("region", r->at, i, r->holds[i]);
}

static void fill(struct region *r) {
  if (!r->writable)
    return;
  for (int i = 0; i < r->pages; i++)
    if (draw(3) == 0) {
      r->holds[i] = 1 + draw(255);
      memset(r->at + i * PAGE, r->holds[i], PAGE);
    }
}

static void map(struct region *r) {
  int pages = 1 + draw(MOST / 2);
  char *at =
      mmap(0, pages * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED)
    return;
  r->at = at;
  r->pages = pages;
  r->writable = 1;
  memset(r->holds, 0, sizeof r->holds);
}

static void unmap(struct region *r) {
  if (munmap(r->at, r->pages * PAGE) != 0)
    fail("munmap", 0, 0, 0);
  r->at = 0;
}

static void protect(struct region *r) {
  r->writable = draw(2);
  if (mprotect(r->at, r->pages * PAGE, PROT_READ | (r->writable ? PROT_WRITE : 0)) != 0)
    fail("mprotect", 0, 0, 0);
}

static void resize(struct region *r) {
  int pages = 1 + draw(MOST);
  char *at = mremap(r->at, r->pages * PAGE, pages * PAGE, MREMAP_MAYMOVE);
  if (at == MAP_FAILED)
    return;
  for (int i = r->pages; i < pages; i++)
    r->holds[i] = 0;
  r->at = at;
  r->pages = pages;
}

// A page of a file shows what was written to it, and the file what was written to a shared page.
static void file(void) {
  char name[32];
  sprintf(name, "swarm.%d", getpid());
  int fd = open(name, O_RDWR | O_CREAT, 0600);
  unlink(name);
  char page[PAGE];
  int pages = 1 + draw(6);
  for (int i = 0; i < pages; i++) {
    memset(page, i + 1, PAGE);
    if (write(fd, page, PAGE) != PAGE)
      fail("write", i, 0, 0);
  }
  int shared = draw(2);
  char *at = mmap(0, pages * PAGE, PROT_READ | PROT_WRITE, shared ? MAP_SHARED : MAP_PRIVATE, fd, 0);
  for (int i = 0; i < pages; i++)
    check_page("file", at, i, i + 1);
  int changed = draw(pages);
  memset(at + changed * PAGE, 100, PAGE);
  pread(fd, page, PAGE, changed * PAGE);
  if (page[7] != (shared ? 100 : changed + 1))
    fail("read back", changed, page[7], changed);
  munmap(at, pages * PAGE);
  close(fd);
}

static void move_break(void) {
  int pages = draw(MOST);
  if (brk(heap + pages * PAGE) != 0)
    return;
  for (int i = heap_pages; i < pages; i++)
    heap_holds[i] = 0;
  heap_pages = pages;
  for (int i = 0; i < pages; i++) {
    check_page("heap", heap, i, heap_holds[i]);
    if (draw(3) == 0) {
      heap_holds[i] = 1 + draw(255);
      memset(heap + i * PAGE, heap_holds[i], PAGE);
    }
  }
}

static int run(void);

// Memory that parent and child share: each sees what the other wrote.
static void share(void) {
  int pages = 1 + draw(MOST);
  char *at = mmap(0, pages * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED)
    return;
  for (int i = 0; i < pages; i++)
    check_page("shared", at, i, 0);
  fflush(stdout);
  int pid = fork();
  if (pid == 0) {
    for (int i = 0; i < pages; i++)
      memset(at + i * PAGE, i + 1, PAGE);
    _exit(0);
  }
  int status = 1;
  if (pid > 0)
    waitpid(pid, &status, 0);
  for (int i = 0; i < pages && status == 0; i++)
    check_page("shared", at, i, i + 1);
  munmap(at, pages * PAGE);
}

// A child goes on with the same memory, or runs the program anew, or waits to be killed.
static void child(void) {
  if (depth >= 3)
    return;
  for (int i = 0; i < REGIONS; i++)
    if (regions[i].at && draw(2))
      unmap(&regions[i]);
  int how = draw(3);
  unsigned long seed = draw(1 << 30);
  fflush(stdout);
  int pid = fork();
  if (pid < 0)
    return;
  if (pid == 0) {
    depth++;
    state = seed;
    operations = operations / 2;
    if (how == 0) {
      char text[3][24];
      char *huge = has_huge ? "huge" : NULL;
      sprintf(text[0], "%lu", seed);
      sprintf(text[1], "%d", operations);
      sprintf(text[2], "%d", depth);
      execl("/proc/self/exe", "swarm", text[0], text[1], text[2], huge, NULL);
      _exit(98);
    }
    if (how == 1)
      for (;;)
        pause();
    _exit(run());
  }
  if (how == 1)
    kill(pid, SIGKILL);
  int status;
  if (draw(2))
    move_break();
  waitpid(pid, &status, 0);
  int wrong = how == 1 ? !WIFSIGNALED(status) : status != 0 && WEXITSTATUS(status) != 0;
  if (wrong || (how != 1 && WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL))
    fail("child", how, status, 0);
}

static void on_bus(int number) {
  siglongjmp(exhausted, 1);
}

// Writes to two ends of a huge page, or checks them. 0 if the pool has no page for that.
static int use_huge(char *at, int *holds, int write) {
  if (sigsetjmp(exhausted, 1) != 0)
    return 0;
  if (write) {
    at[PAGE + 5] = *holds;
    *holds = 1 + draw(100);
    at[PAGE + 5] = at[HUGE - 1] = *holds;
  } else if (at[PAGE + 5] != *holds || at[HUGE - 1] != *holds || at[HUGE / 2] != 0) {
    fail("huge", 0, at[PAGE + 5], *holds);
  }
  return 1;
}

// Huge pages, which children share or copy, and which may not be there.
static void huge(void) {
  int pages = 1 + draw(2), holds[2] = {0, 0};
  int shared = draw(2);
  int flags = MAP_ANONYMOUS | MAP_HUGETLB | (shared ? MAP_SHARED : MAP_PRIVATE);
  flags |= draw(3) ? 0 : MAP_NORESERVE;
  char *at = mmap(0, pages * HUGE, PROT_READ | PROT_WRITE, flags, -1, 0);
  if (at == MAP_FAILED)
    return;
  for (int i = 0; i < 6; i++) {
    int page = draw(pages);
    char *here = at + page * HUGE;
    int what = draw(6);
    if (what == 0 && !shared) {
      madvise(here, HUGE, MADV_DONTNEED);
      holds[page] = 0;
    } else if (what == 1) {
      fflush(stdout);
      int pid = fork();
      if (pid == 0) {
        if (use_huge(here, &holds[page], 0) && use_huge(here, &holds[page], 1))
          use_huge(here, &holds[page], 0);
        _exit(shared ? holds[page] : 0);
      }
      int status = 0;
      if (pid > 0 && waitpid(pid, &status, 0) == pid && shared && WIFEXITED(status))
        holds[page] = WEXITSTATUS(status);
    } else if (what == 2 && draw(2)) {
      char *to = mmap(0, 2 * HUGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
      if (to == MAP_FAILED)
        continue;
      munmap(to, 2 * HUGE);
      char *aligned = (char *)(((unsigned long)to + HUGE - 1) & -HUGE);
      if (pages == 1 && mremap(at, HUGE, HUGE, MREMAP_MAYMOVE | MREMAP_FIXED, aligned) == aligned)
        at = aligned;
    } else if (what == 3) {
      mprotect(here, HUGE, PROT_NONE);
      mprotect(here, HUGE, PROT_READ | PROT_WRITE);
    } else if (use_huge(here, &holds[page], 0)) {
      use_huge(here, &holds[page], 1);
    }
  }
  if (pages == 2 && draw(2))
    munmap(at + HUGE, HUGE);
  munmap(at, pages * HUGE);
}

static void step(void) {
  if (has_huge && draw(4) == 0) {
    huge();
    return;
  }
  struct region *r = &regions[draw(REGIONS)];
  int what = draw(14);
  if (!r->at) {
    map(r);
    return;
  }
  check(r);
  switch (what) {
    case 0:
      unmap(r);
      break;
    case 1:
      protect(r);
      break;
    case 2:
      resize(r);
      break;
    case 3:
      madvise(r->at, r->pages * PAGE, MADV_DONTNEED);
      memset(r->holds, 0, sizeof r->holds);
      break;
    case 4:
      move_break();
      break;
    case 5:
      file();
      break;
    case 6:
      child();
      break;
    case 7:
      share();
      break;
    default:
      fill(r);
  }
}

static int run(void) {
  for (int i = 0; i < operations; i++)
    step();
  for (int i = 0; i < REGIONS; i++)
    if (regions[i].at)
      for (int j = 0; j < regions[i].pages; j++)
        check_page("region at the end", regions[i].at, j, regions[i].holds[j]);
  return 0;
}

int main(int argc, char **argv) {
  state = argc > 1 ? strtoul(argv[1], NULL, 10) : 1;
  operations = argc > 2 ? atoi(argv[2]) : 60;
  depth = argc > 3 ? atoi(argv[3]) : 0;
  has_huge = argc > 4;
  signal(SIGBUS, on_bus);
  heap = sbrk(0);
  heap += PAGE - ((unsigned long)heap & (PAGE - 1));
  int result = run();
  if (depth == 0)
    printf("done: %d\n", result);
  return result;
}
