/* A program that does nothing, linked with the libraries that giji stands on: what a start costs at least. */
int main(void)
{
    return 0;
}
