// SPDX-License-Identifier: Apache-2.0
// The door to what Swift's Glibc module leaves out of Linux.
#pragma once
#include <stddef.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timex.h>

// Declared only under _GNU_SOURCE, which comes too late for an imported header.
int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);
void *memmem(const void *hay, size_t hay_length, const void *needle, size_t needle_length);
