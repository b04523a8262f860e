// Tables of mounted file systems, written and read; what statvfs says of a file system.
#include <mntent.h>
#include <stdio.h>
#include <sys/statvfs.h>
#include <sys/vfs.h>
#include <unistd.h>

int main(void) {
  FILE *table = setmntent("mounts.tmp", "w+");
  struct mntent entries[] = {{"/dev/sda1", "/", "ext4", "rw,noatime,data=ordered", 1, 1},
                             {"with blank", "/mnt/a\tb", "tmpfs", "ro", 0, 2}};
  fputs("# a comment\n\n", table);
  for (int i = 0; i < 2; i++)
    printf("%d\n", addmntent(table, &entries[i]));
  rewind(table);
  for (struct mntent *e; (e = getmntent(table));) {
    printf("%s on %s type %s (%s) %d %d\n", e->mnt_fsname, e->mnt_dir, e->mnt_type, e->mnt_opts,
           e->mnt_freq, e->mnt_passno);
    char *option = hasmntopt(e, "data");
    printf("%s %d %d\n", option ? option : "none", hasmntopt(e, "rw") != NULL,
           hasmntopt(e, "atime") != NULL);
  }
  printf("%d\n", endmntent(table));
  char text[100];
  table = fopen("mounts.tmp", "r");
  while (fgets(text, sizeof text, table))
    fputs(text, stdout);
  fclose(table);
  unlink("mounts.tmp");

  struct statvfs all;
  struct statfs same;
  int result = statvfs("/", &all);
  printf("%d %d %lu\n", result, all.f_bavail <= all.f_blocks, all.f_namemax);
  result = statfs("/", &same);
  printf("%d %d\n", result, (unsigned long)same.f_bsize == all.f_bsize);
  result = fstatvfs(0, &all);
  printf("%d %d\n", result, all.f_frsize > 0);
  if (statvfs("/no/such/file", &all))
    perror("statvfs");
  return 0;
}
