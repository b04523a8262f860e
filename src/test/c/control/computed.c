// A byte-code interpreter: switch in a loop, an operand stack, calls and jumps.
#include <stdio.h>

enum op { HALT, PUSH, ADD, SUB, MUL, LT, JZ, JMP, LOAD, STORE, PRINT, CALL, RET, DUP };

static const int sum_to_100[] = {PUSH, 0, STORE, 0, PUSH, 1, STORE, 1, LOAD, 1, PUSH, 101, LT, JZ, 28, LOAD, 0, LOAD,
                                 1, ADD, STORE, 0, LOAD, 1, PUSH, 1, JMP, 32, LOAD, 0, PRINT, HALT, ADD, STORE, 1, JMP, 8};
static const int calls[] = {PUSH, 5, CALL, 9, PRINT, PUSH, 7, JMP, 12, DUP, MUL, RET, CALL, 9, PRINT, HALT};

static int run(const int *code) {
  int stack[32], *sp = stack, returns[8], depth = 0, memory[4] = {0}, pc = 0, steps = 0;
  for (;; steps++) {
    switch ((enum op)code[pc++]) {
      case HALT: return steps;
      case PUSH: *sp++ = code[pc++]; break;
      case ADD: sp--, sp[-1] += *sp; break;
      case SUB: sp--, sp[-1] -= *sp; break;
      case MUL: --sp; sp[-1] *= *sp; break;
      case LT: sp--, sp[-1] = sp[-1] < *sp; break;
      case JZ: if (*--sp) pc++; else pc = code[pc]; break;
      case JMP: pc = code[pc]; break;
      case LOAD: *sp++ = memory[code[pc++]]; break;
      case STORE: memory[code[pc++]] = *--sp; break;
      case PRINT: printf("%d\n", *--sp); break;
      case CALL: returns[depth++] = pc + 1; pc = code[pc]; break;
      case RET: pc = returns[--depth]; break;
      case DUP: *sp = sp[-1], sp++; break;
    }
  }
}

int main(void) {
  printf("%d steps\n", run(sum_to_100));
  printf("%d steps\n", run(calls));
  return 0;
}
