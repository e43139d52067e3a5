// SPDX-License-Identifier: Apache-2.0

/// What a connection keeps of a streamed exchange.
struct ConnectionStream {
    let channel: StreamChannel
    /// For the client to send.
    var inputPatience: StreamPatience
    /// For the client to take.
    var outputPatience: StreamPatience
    /// When no more of the body is taken in, by ``Clock``.
    var end: Int64
    /// Why no more of the body is taken in, or that it is whole.
    var hasInputEnded = false
    /// Bytes of the body since patience was last reckoned.
    var received = 0
    /// What the connection had sent when patience was last reckoned.
    var sentBefore: Int
    var hasHead = false
    /// How the answer's end is told.
    var length = ResponseWriter.Length.chunked
    /// Whether the answer's bytes are sent at all.
    var sendsBody = true
    /// What the head said of the connection.
    var keepsConnection = false
    /// What the head said.
    var status = 0

    init(channel: StreamChannel, deadlines: Deadlines, now: Int64, sentBefore: Int) {
        self.channel = channel
        self.sentBefore = sentBefore
        inputPatience = StreamPatience(
            whole: deadlines.stream.microseconds, bytesPerSecond: deadlines.streamBytesPerSecond)
        outputPatience = inputPatience
        end = now + deadlines.wholeStream.microseconds
    }

    /// Reckons patience with what moved since the last time, and with what is waited for from now on.
    mutating func reckon(sent: Int, awaitsInput: Bool, isBlocked: Bool, now: Int64) {
        // The loop cannot see when the handler begins to wait: until it has looked, all of it may have been waiting.
        inputPatience.note(bytes: received, waiting: awaitsInput, now: now, spent: channel.takeWait())
        outputPatience.note(bytes: sent &- sentBefore, waiting: isBlocked, now: now)
        received = 0
        sentBefore = sent
    }
}
