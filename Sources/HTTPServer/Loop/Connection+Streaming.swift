// SPDX-License-Identifier: Apache-2.0

import CLinux

/// An exchange that comes and goes in pieces, as the loop sees it.
extension Connection {
    /// Starts the handler of a streamed exchange, or says that there is no room for it.
    func openStream(
        _ request: Request, expectsContinue: Bool, _ work: @escaping @Sendable (StreamedExchange) -> Void
    ) {
        let context = loop.context
        let (mailbox, number) = (loop.mailbox, number)
        let channel = StreamChannel(bound: context.configuration.limits.streamBufferBytes) {
            mailbox.post(.stream(connection: number))
        }
        let exchange = StreamedExchange(channel: channel, pool: context.pool)
        let address = IPAddress(request.peer.address)?.neighbourhood.text ?? request.peer.address
        let hasStarted = context.streams.start(for: address) {
            work(exchange)
            channel.finish(broken: false)
        }
        guard hasStarted else { return refuseStream() }
        phase = .streaming
        stream = ConnectionStream(
            channel: channel, deadlines: context.configuration.deadlines, now: loop.now, sentBefore: sentBytes)
        if expectsContinue, !parser.isBodyComplete, inputStart == input.count {
            ResponseWriter.append("HTTP/1.1 100 Continue\r\n\r\n", to: &output)
        }
        if loop.isDraining {
            feedStream()
            interruptStream(.stopping)
        }
    }

    /// Takes in what has come and no more; the handler may finish.
    func stopStream() {
        feedStream()
        interruptStream(.stopping)
        proceed()
    }

    private func refuseStream() {
        if let request = current, !parser.isBodyComplete {
            current = CurrentRequest(
                method: request.method, path: request.path, minorVersion: request.minorVersion,
                keepsConnection: false, arrival: request.arrival)
        }
        answer(refusal: .overloaded(retryAfterSeconds: 5))
    }

    /// Whether more of a streamed body is wanted from the socket now.
    var awaitsStreamInput: Bool {
        guard let stream, !stream.hasInputEnded, inputStart == input.count else { return false }
        return stream.channel.hasRoom()
    }

    /// Takes the body to the handler and the answer to the socket's buffer, as far as both have room.
    ///
    /// - Returns: whether there may be more to do once that is sent.
    func moveStream() -> Bool {
        feedStream()
        guard let stream else { return false }
        // First what is waiting, and then the handler's next bytes.
        if output.count - outputStart >= 65_536 { return true }
        let next = stream.channel.takeOutput()
        if !stream.hasHead, next.head != nil || next.isLast {
            // A handler that returns without an answer has failed.
            appendStreamHead(next.head ?? loop.context.response(to: .responseUnwritable))
        }
        guard self.stream?.hasHead == true else { return false }
        appendStreamBytes(next.bytes)
        if next.isLast { endStream(broken: next.isBroken) }
        return next.isLast || !next.bytes.isEmpty
    }

    private func feedStream() {
        while let stream, !stream.hasInputEnded, inputStart < input.count || parser.isBodyComplete,
            stream.channel.hasRoom()
        {
            do throws(HTTPServerRefusal) {
                let piece = try parser.takePiece(input, from: &inputStart)
                if !piece.isEmpty { stream.channel.deliver(piece) }
                self.stream?.received += piece.count
            } catch {
                interruptStream(.refused(error))
                return
            }
            guard parser.isBodyComplete else { continue }
            self.stream?.hasInputEnded = true
            stream.channel.endInput(nil)
        }
        dropRead()
        if hasEnded, inputStart == input.count { interruptStream(.endedEarly) }
    }

    /// Takes no more of the body in, unless it is whole.
    func interruptStream(_ reason: StreamInterruption) {
        guard let stream, !stream.hasInputEnded else { return }
        self.stream?.hasInputEnded = true
        stream.channel.endInput(reason)
    }

    private func appendStreamHead(_ wanted: Response) {
        guard let request = current else { return }
        let length: ResponseWriter.Length = request.minorVersion == 1 ? .chunked : .untilClose
        let framing = ResponseWriter.Framing(
            date: loop.date, minorVersion: request.minorVersion,
            keepsConnection: request.keepsConnection && !loop.isDraining && !hasEnded, length: length)
        var response = wanted
        if !ResponseWriter.appendHead(of: response, framing, to: &output) {
            response = HTTPServerRefusal.responseUnwritable.plainResponse
            _ = ResponseWriter.appendHead(of: response, framing, to: &output)
        }
        stream?.hasHead = true
        stream?.length = length
        stream?.sendsBody = request.method != "HEAD" && ResponseWriter.hasBody(response.status)
        stream?.keepsConnection = framing.keepsConnection
        stream?.status = response.status
        if !response.body.isEmpty { appendStreamBytes(response.body) }
    }

    private func appendStreamBytes(_ bytes: [UInt8]) {
        guard let stream, stream.sendsBody, !bytes.isEmpty else { return }
        switch stream.length {
        case .chunked: ResponseWriter.appendChunk(bytes, to: &output)
        case .counted, .untilClose: output.append(contentsOf: bytes)
        }
    }

    /// Ends the answer, and with it the exchange; what the client still sends of the body is thrown away.
    private func endStream(broken: Bool) {
        guard let stream, let request = current else { return close() }
        if stream.sendsBody, stream.length == .chunked, !broken {
            ResponseWriter.append("0\r\n\r\n", to: &output)
        }
        stream.channel.close()
        self.stream = nil
        current = nil
        log(request, stream.status)
        setDeadline(for: .nothing)
        if stream.keepsConnection, !broken, parser.isBodyComplete {
            parser.endStream()
            phase = .reading
        } else {
            lingers = !parser.isBodyComplete
            phase = .closing
        }
    }

    /// Waits for the client, the handler, or both.
    func settleStream(isBlocked: Bool) {
        let awaitsInput = awaitsStreamInput
        reckonStream(awaitsInput: awaitsInput, isBlocked: isBlocked)
        guard let stream else { return }
        let end = stream.hasInputEnded ? Int64.max : stream.end
        setStreamDeadline(min(stream.inputPatience.deadline, stream.outputPatience.deadline, end))
        setInterest((awaitsInput ? EPOLLIN.rawValue : 0) | (isBlocked ? EPOLLOUT.rawValue : 0))
    }

    private func reckonStream(awaitsInput: Bool, isBlocked: Bool) {
        let (sent, now) = (sentBytes, Clock.microseconds)
        stream?.reckon(sent: sent, awaitsInput: awaitsInput, isBlocked: isBlocked, now: now)
    }

    func streamDeadlinePassed() {
        guard let stream else { return close() }
        // A client that takes nothing cannot be told anything.
        if stream.outputPatience.deadline <= loop.now { return close() }
        let deadlines = loop.context.configuration.deadlines
        // Patience is spent while the handler waits. Had it been at work, the client may be waiting for an answer.
        reckonStream(awaitsInput: awaitsStreamInput, isBlocked: stream.outputPatience.isWaiting)
        if self.stream?.end ?? .max <= loop.now {
            interruptStream(.tooLong(allowedSeconds: deadlines.wholeStream.milliseconds / 1_000))
        } else if self.stream?.inputPatience.isSpent ?? false {
            interruptStream(.tooSlow(allowedMilliseconds: deadlines.stream.milliseconds))
        }
        proceed()
    }
}
