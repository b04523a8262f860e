/* What a start costs: the shortest program that prints something. */
#include <stdio.h>

int main(void)
{
    printf("hello, world\n");
    return 0;
}
