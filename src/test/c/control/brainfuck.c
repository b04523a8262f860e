// An interpreter of a tiny language runs a program that prints.
#include <stdio.h>
#include <string.h>

static void run(const char *code) {
  unsigned char tape[100] = {0}, *cell = tape;
  for (const char *p = code; *p; p++) {
    int depth = 1;
    switch (*p) {
      case '>': cell++; break;
      case '<': cell--; break;
      case '+': ++*cell; break;
      case '-': --*cell; break;
      case '.': putchar(*cell); break;
      case '[':
        if (*cell) break;
        while (depth) depth += *++p == '[' ? 1 : *p == ']' ? -1 : 0;
        break;
      case ']':
        if (!*cell) break;
        while (depth) depth += *--p == ']' ? 1 : *p == '[' ? -1 : 0;
    }
  }
}

int main(void) {
  run("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.");
  run("+++++[>+++++[>++>>+>-<<<<-]<-]>>-.>>++++.");
  puts("");
  return 0;
}
