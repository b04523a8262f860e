// realpath: links at the end and on the way, to files, folders and nowhere, loops, slashes and dots.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void show(const char *path) {
  static char root[4096];
  if (!*root)
    getcwd(root, sizeof root);
  char *real = realpath(path, NULL);
  if (!real) {
    printf("%s: %s\n", path, strerror(errno));
  } else {
    size_t length = strlen(root);
    printf("%s is %s\n", path, strncmp(real, root, length) ? real : real + length);
  }
  free(real);
}

int main(void) {
  mkdir("real", 0700);
  chdir("real");
  mkdir("d", 0700);
  close(open("d/f", O_CREAT | O_RDWR, 0600));
  symlink("d/f", "to_file");
  symlink("d", "to_folder");
  symlink("to_folder", "twice");
  symlink("nowhere", "dangling");
  symlink("loop", "loop");
  symlink("/tmp", "absolute");
  static const char *const paths[] = {
      "d/f",         ".",         "d/..",          "d//f",        "d/./f",       "to_file",
      "to_file/",    "to_folder", "to_folder/",    "to_folder/f", "twice/f",     "twice/../d/f",
      "to_folder/x", "dangling",  "dangling/x",    "loop",        "absolute/..", "d/f/x",
      "no/f",        "",          "/",             "//",          "/..",         "to_file/x"};
  for (int i = 0; i < sizeof paths / sizeof *paths; i++)
    show(paths[i]);
  char *same = canonicalize_file_name("to_file");
  printf("%s\n", strrchr(same, '/'));
  free(same);
  printf("%zu\n", _Alignof(max_align_t));
  static const char *const made[] = {"d/f",      "to_file", "to_folder", "twice",
                                     "dangling", "loop",    "absolute"};
  for (int i = 0; i < sizeof made / sizeof *made; i++)
    unlink(made[i]);
  rmdir("d");
  chdir("..");
  rmdir("real");
  return 0;
}
