// SPDX-License-Identifier: Apache-2.0

/// Why a streamed exchange goes no further.
///
/// After ``clientGone`` nothing more can be written; after the others what is ready still can, and should end where the
/// client can tell what it has been answered.
public enum StreamInterruption: Error, Hashable, Sendable {
    // The client's doing.

    /// It closed the connection, or did not read for too long and was cut off.
    case clientGone
    /// It stopped sending before the body's end.
    case endedEarly
    /// The body's transfer coding is broken, or it is larger than allowed.
    case refused(HTTPServerRefusal)
    /// The whole exchange took longer than this.
    case tooLong(allowedSeconds: Int)
    /// It sent nothing, or next to nothing, for this long.
    case tooSlow(allowedMilliseconds: Int)

    // Ours.

    /// The server stops, and takes no more of the body in.
    case stopping
}
