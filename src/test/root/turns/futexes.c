/* Who is woken first at a futex: by priority, then by age, and only those whose bits are asked for. */
#include "turns.h"
#include <stdint.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>

static uint32_t *word;
static uint32_t bits;

static long futex(uint32_t *at, int operation, uint32_t value, long more, uint32_t *other, uint32_t last) {
  return syscall(SYS_futex, at, operation, value, more, other, last);
}

static void waits(int number) {
  long done = futex(word, FUTEX_WAIT_BITSET, 0, 0, 0, bits);
  say("  %d: %s\n", number, result(done));
}

static void wake(uint32_t at, int n, uint32_t of) {
  say("wake %d of %x\n", n, of);
  say("woke %s\n", result(futex(word + at, FUTEX_WAKE_BITSET, n, 0, 0, of)));
}

int main(void) {
  on_one_cpu();
  word = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  bits = ~0u;
  say("age\n");
  for (int i = 0; i < 5; i++) begin(waits, i);
  for (int i = 0; i < 3; i++) wake(0, 1, ~0u);
  wake(0, 9, ~0u);
  say("bits\n");
  for (int i = 0; i < 6; i++) {
    bits = 1u << i % 3;
    begin(waits, i);
  }
  wake(0, 1, 2);
  wake(0, 1, 6);
  wake(0, 2, 5);
  wake(0, 9, ~0u);
  end();
  say("priorities\n");
  bits = ~0u;
  int priorities[] = {1, 3, 2, 3, 1, 2};
  for (int i = 0; i < 6; i++) begin_at(priorities[i], waits, i);
  for (int i = 0; i < 6; i++) wake(0, 1, ~0u);
  end();
  say("moved\n");
  for (int i = 0; i < 5; i++) begin(waits, i);
  say("moved %s\n", result(futex(word, FUTEX_REQUEUE, 1, 2, word + 1, 0)));
  begin(waits, 5);
  wake(1, 1, ~0u);
  wake(0, 1, ~0u);
  say("moved %s\n", result(futex(word, FUTEX_REQUEUE, 0, 9, word + 1, 0)));
  for (int i = 0; i < 3; i++) wake(1, 1, ~0u);
  end();
}
