/* Who gets a lock on a file when several wait: shared and exclusive ones, on all of it, and on ranges that overlap. */
#include "turns.h"
#include <sys/file.h>

static char name[64];

struct wish {
  int kind, from, to, exclusive;
};

static const struct wish *wishes;
static int release[16][2];

/* Of a process, of an open file description, or on all of the file. */
static int lock(int fd, const struct wish *w, int type) {
  if (w->kind == 2) return flock(fd, type == F_UNLCK ? LOCK_UN : type == F_RDLCK ? LOCK_SH : LOCK_EX);
  struct flock range = {.l_type = type, .l_start = w->from, .l_len = w->to - w->from + 1};
  return fcntl(fd, w->kind ? F_OFD_SETLKW : F_SETLKW, &range);
}

static void wants(int number) {
  const struct wish *w = &wishes[number];
  int fd = open(name, O_RDWR);
  char go;
  int got = lock(fd, w, w->exclusive ? F_WRLCK : F_RDLCK);
  say("  %d: %s\n", number, result(got));
  if (read(release[number][0], &go, 1) != 1) _exit(1);
  say("%d lets go\n", number);
  if (!got) lock(fd, w, F_UNLCK);
}

/* Each wants something, and lets it go when all before it have, in this order or another. */
static void scene(const char *what, const struct wish *all, int n, const char *order) {
  say("%s\n", what);
  wishes = all;
  for (int i = 0; i < n; i++) {
    if (pipe(release[i])) exit(2);
    begin(wants, i);
  }
  for (const char *next = order; *next; next++) {
    if (write(release[*next - '0'][1], "", 1) != 1) exit(3);
  }
  end();
  for (int i = 0; i < n; i++) close(release[i][0]), close(release[i][1]);
}

int main(void) {
  on_one_cpu();
  snprintf(name, sizeof name, "/tmp/turns-%d", getpid());
  close(open(name, O_RDWR | O_CREAT, 0600));
  for (int kind = 0; kind < 3; kind++) {
    say("kind %d\n", kind);
    struct wish one[] = {{kind, 0, 9, 1}, {kind, 0, 9, 1}, {kind, 0, 9, 1}, {kind, 0, 9, 1}};
    scene("exclusive", one, 4, "0123");
    struct wish two[] = {{kind, 0, 9, 1}, {kind, 0, 9, 0}, {kind, 0, 9, 1},
                         {kind, 0, 9, 0}, {kind, 0, 9, 0}, {kind, 0, 9, 1}};
    scene("mixed", two, 6, "013425");
    struct wish three[] = {{kind, 0, 9, 0}, {kind, 0, 9, 1}, {kind, 0, 9, 0}, {kind, 0, 9, 1}, {kind, 0, 9, 0}};
    scene("shared first", three, 5, "02413");
    if (kind == 2) continue;
    struct wish four[] = {{kind, 0, 0, 1}, {kind, 1, 1, 1}, {kind, 0, 1, 1}, {kind, 1, 1, 1}, {kind, 0, 0, 1}};
    scene("overlapping", four, 5, "01342");
    struct wish five[] = {{kind, 0, 9, 1}, {kind, 2, 5, 1}, {kind, 5, 7, 0}, {kind, 7, 9, 1},
                          {kind, 0, 2, 0}, {kind, 4, 8, 0}};
    scene("chains", five, 6, "012345");
    struct wish six[] = {{kind, 0, 3, 0}, {kind, 4, 9, 0}, {kind, 2, 6, 1}, {kind, 6, 8, 1}, {kind, 0, 9, 0},
                         {kind, 3, 4, 1}};
    scene("of several", six, 6, "014325");
  }
  unlink(name);
}
