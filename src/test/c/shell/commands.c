// Commands given to the shell by system and popen: lists, pipes, redirections, quotes, patterns, grep.
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void run(const char *command) {
  printf("%s\n", command);
  fflush(stdout);
  int status = system(command);
  if (WIFEXITED(status))
    printf("  = %d\n", WEXITSTATUS(status));
  else
    printf("  signal %d\n", WTERMSIG(status));
}

int main(void) {
  printf("%d\n", system(NULL) != 0);
  setenv("NAME", "two words", 1);
  run("true");
  run("false");
  run("exit 7");
  run("echo hello world");
  run("echo 'single  quotes' \"double  $NAME\" $NAME \\$NAME");
  run("echo one; echo two && echo three || echo four; false || echo five");
  run("no-such-command-at-all 2>/dev/null");
  run("! true");
  run("! false && echo yes");
  run("echo text > file; cat file; echo more >> file; cat < file; wc -l < file");
  run("cat missing 2>/dev/null || echo missing");
  run("(echo b; echo a; echo c) | sort");
  run("(exit 3); echo $?");
  run("printf_is_no_command_here 2>/dev/null; echo $?");
  run("echo a b c | cat | wc -w");
  run("kill_me_not=5; echo $kill_me_not ${kill_me_not}x");
  run("VALUE=set sh -c 'echo $VALUE $0 $1' name argument");
  run("echo error 1>&2 2>/dev/null | cat; echo out 2>&1");
  run("touch_nothing=1; echo x > g1.c; echo y > g2.c; echo g*.c; echo 'g*.c' none*");
  run("cd /; pwd");
  run("sleep 0.01 & wait; echo waited");
  run("# only a comment");
  run("cat > copied < file && cat copied");
  run("sort -r file copied | head -2");
  run("grep -c more file; grep -n te file copied; grep -v more < file; grep -q none file; echo $?");
  run("printf 'ab\\na.b\\nword in it\\nwords\\n' > lines; grep -F a.b lines; grep -w word lines");
  run("grep -x ab lines; grep -iE 'AB|IN' lines; grep -l a lines file; grep '^w.*s$' lines");
  run("exec echo replaced; echo never");

  char line[100];
  FILE *in = popen("echo from the pipe; echo again", "r");
  while (fgets(line, sizeof line, in))
    printf("read: %s", line);
  printf("%d\n", pclose(in));
  FILE *out = popen("sort -n", "w");
  fflush(stdout);
  fputs("30\n4\n100\n", out);
  printf("%d\n", pclose(out));
  in = popen("exit 5", "r");
  printf("%d\n", WEXITSTATUS(pclose(in)));
  fflush(stdout);
  execlp("echo", "echo", "-n", "by", "execlp", (char *)NULL);
  return 1;
}
