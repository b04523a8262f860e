// system and popen run commands of the shell: statuses, pipelines, loops, variables and files.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(const char *command) {
  fflush(stdout);
  int status = system(command);
  if (WIFEXITED(status))
    printf("%s -> %d\n", command, WEXITSTATUS(status));
  else
    printf("%s -> signal %d\n", command, WTERMSIG(status));
}

static void show(const char *command) {
  char line[200];
  FILE *in = popen(command, "r");
  while (fgets(line, sizeof line, in))
    printf("[%s", line);
  printf("%s: %d\n", command, WEXITSTATUS(pclose(in)));
}

int main(void) {
  printf("%d\n", system(NULL) != 0);
  run("true");
  run("false");
  run("exit 7");
  run("no-such-command 2>/dev/null");
  run("kill -TERM $$");
  run("test $$ = $(echo $$) && test $PPID -gt 1 && sh -c 'test $PPID != $$' && echo numbers");
  run("echo one two; echo three >&2 2>/dev/null");
  run("test 3 -lt 4 && echo less || echo more");
  run("i=0; while [ $i -lt 3 ]; do echo $i; i=$((i + 1)); done");
  run("for name in a 'b c' d; do echo \"<$name>\"; done");
  run("case readme.txt in *.c) echo C;; *.txt) echo text;; esac");
  run("echo first > f; echo second >> f; cat < f; wc -l < f; rm f");
  run("greet() { echo \"hello, $1\"; return 3; }; greet world");
  run("(cd /; pwd); x=outer; (x=inner; echo $x); echo $x");
  setenv("COLOUR", "green", 1);
  run("echo $COLOUR ${COLOUR%een} ${#COLOUR} ${NONE-unset}");
  run("cat <<END\nheight $((3 * 4))\nEND\n");
  show("echo $(echo nested) `echo back`");
  show("printf 'c\\na\\nb\\n' | sort");
  show("exit 4");
  FILE *out = popen("sort -r | head -n 2", "w");
  fprintf(out, "1\n3\n2\n");
  printf("%d\n", pclose(out));
  return 0;
}
