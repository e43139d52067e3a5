// SPDX-License-Identifier: Apache-2.0

// The room's values are made of JSON on nearly every page: reports, problems, requests, answers. It is in sight of the
// whole room, and of the program that prints them, without each file asking for it.
@_exported public import JSON
