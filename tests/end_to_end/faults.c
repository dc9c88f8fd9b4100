/* Preloaded into the program under test: lets the n-th call on files whose path contains a text fail with an error of
 * the test's choice, or read other bytes than the file has. Told what to do through a file that both sides have mapped
 * (see disk_trouble.py, which builds this); without orders every call goes straight to the kernel. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, OPEN = 4, TRUNCATE = 8, ALLOCATE = 16, MISREAD = 32 };

struct control {
    _Atomic long calls;  /* which ones; 0 = none */
    _Atomic long error;  /* an errno */
    _Atomic long at;     /* the n-th one fails, counted from 1 */
    _Atomic long sticky; /* and all after it */
    _Atomic long count;
    _Atomic long failed;
    char path[128];
};

static struct control *g_control;

__attribute__((constructor)) static void attach(void)
{
    const char *name = getenv("SWITCHYARD_FAULTS");
    const int fd = name ? (int)syscall(SYS_openat, AT_FDCWD, name, O_RDWR | O_CLOEXEC, 0) : -1;
    if (fd < 0)
        return;
    void *at = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at != MAP_FAILED)
        g_control = at;
    close(fd);
}

static int fails(int call, int fd, const char *path)
{
    struct control *control = g_control;
    if (!control || !(control->calls & call))
        return 0;
    char name[64], found[512];
    if (!path) {
        snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
        const ssize_t size = readlink(name, found, sizeof found - 1);
        if (size < 0)
            return 0;
        found[size] = 0;
        path = found;
    }
    if (!strstr(path, control->path))
        return 0;
    const long number = atomic_fetch_add(&control->count, 1) + 1;
    if (number < control->at || (number > control->at && !control->sticky))
        return 0;
    atomic_fetch_add(&control->failed, 1);
    errno = (int)control->error;
    return 1;
}

ssize_t write(int fd, const void *data, size_t size)
{
    return fails(WRITE, fd, NULL) ? -1 : syscall(SYS_write, fd, data, size);
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at)
{
    return fails(WRITE, fd, NULL) ? -1 : syscall(SYS_pwrite64, fd, data, size, at);
}
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return pwrite(fd, data, size, at); }
static ssize_t maybe_misread(int fd, char *data, ssize_t size)
{
    if (size > 0 && fails(MISREAD, fd, NULL))
        for (ssize_t i = 0; i < size; ++i)
            data[i] ^= 0x5a;
    return size;
}
ssize_t read(int fd, void *data, size_t size) { return maybe_misread(fd, data, syscall(SYS_read, fd, data, size)); }
ssize_t pread(int fd, void *data, size_t size, off_t at)
{
    return maybe_misread(fd, data, syscall(SYS_pread64, fd, data, size, at));
}
ssize_t pread64(int fd, void *data, size_t size, off64_t at) { return pread(fd, data, size, at); }
int fsync(int fd) { return fails(SYNC, fd, NULL) ? -1 : (int)syscall(SYS_fsync, fd); }
int fdatasync(int fd) { return fails(SYNC, fd, NULL) ? -1 : (int)syscall(SYS_fdatasync, fd); }
int ftruncate(int fd, off_t size) { return fails(TRUNCATE, fd, NULL) ? -1 : (int)syscall(SYS_ftruncate, fd, size); }
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }
int fallocate(int fd, int mode, off_t at, off_t size)
{
    return fails(ALLOCATE, fd, NULL) ? -1 : (int)syscall(SYS_fallocate, fd, mode, at, size);
}
int fallocate64(int fd, int mode, off64_t at, off64_t size) { return fallocate(fd, mode, at, size); }

int openat(int directory, const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const int mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, int) : 0;
    va_end(rest);
    return fails(OPEN, -1, path) ? -1 : (int)syscall(SYS_openat, directory, path, flags, mode);
}
int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const int mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, int) : 0;
    va_end(rest);
    return openat(AT_FDCWD, path, flags, mode);
}
int open64(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const int mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(rest, int) : 0;
    va_end(rest);
    return openat(AT_FDCWD, path, flags, mode);
}
