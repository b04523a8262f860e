// The allocator of a textbook over sbrk: a ring of free blocks, first fit, merging.
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef long align;
union header { struct { union header *next; unsigned units; } s; align x; };
static union header base, *free_list;

static void give(void *p) {
  union header *b = (union header *)p - 1, *f = free_list;
  for (; !(b > f && b < f->s.next); f = f->s.next)
    if (f >= f->s.next && (b > f || b < f->s.next)) break;
  if (b + b->s.units == f->s.next) {
    b->s.units += f->s.next->s.units;
    b->s.next = f->s.next->s.next;
  } else
    b->s.next = f->s.next;
  if (f + f->s.units == b) {
    f->s.units += b->s.units;
    f->s.next = b->s.next;
  } else
    f->s.next = b;
  free_list = f;
}
static int refills;
static void *take(unsigned bytes) {
  unsigned units = (bytes + sizeof(union header) - 1) / sizeof(union header) + 1;
  if (!free_list) {
    base.s.next = free_list = &base;
    base.s.units = 0;
  }
  for (union header *before = free_list, *p = before->s.next;; before = p, p = p->s.next) {
    if (p->s.units >= units) {
      if (p->s.units == units) before->s.next = p->s.next;
      else {
        p->s.units -= units;
        p += p->s.units;
        p->s.units = units;
      }
      free_list = before;
      return p + 1;
    }
    if (p == free_list) {
      unsigned more = units < 1024 ? 1024 : units;
      p = sbrk(more * sizeof(union header));
      if (p == (void *)-1) return NULL;
      p->s.units = more;
      refills++;
      give(p + 1);
      p = free_list;
    }
  }
}

int main(void) {
  char *blocks[40];
  for (int round = 0; round < 5; round++) {
    for (int i = 0; i < 40; i++) {
      blocks[i] = take(i * 17 + 1);
      memset(blocks[i], i, i * 17 + 1);
    }
    int bad = 0;
    for (int i = 0; i < 40; i++)
      for (int k = 0; k < i * 17 + 1; k++) bad += blocks[i][k] != i;
    for (int i = round % 2; i < 40; i += 2) give(blocks[i]);
    for (int i = !(round % 2); i < 40; i += 2) give(blocks[i]);
    printf("%d ", bad);
  }
  printf("refills %d\n", refills);
  return 0;
}
