// SPDX-License-Identifier: Apache-2.0

/// From the handler to the socket.
extension Connection {
    /// Whether what was to be sent is sent.
    enum FlushOutcome {
        case drained, blocked, failed
    }

    /// Refuses what the client is sending, and the client.
    func refuse(_ refusal: HTTPServerRefusal) {
        let head = parser.head
        current = CurrentRequest(
            method: head?.method ?? "", path: head?.path ?? "", minorVersion: head?.minorVersion ?? 1,
            keepsConnection: false, arrival: loop.now)
        lingers = true
        write(loop.context.response(to: refusal))
    }

    /// Puts a response on its way.
    func write(_ wanted: Response) {
        guard let request = current else { return }
        current = nil
        releaseBody()
        let framing = ResponseWriter.Framing(
            date: loop.date, minorVersion: request.minorVersion,
            keepsConnection: request.keepsConnection && !loop.isDraining && !hasEnded)
        var response = wanted
        if !ResponseWriter.appendHead(of: response, framing, to: &output) {
            response = loop.context.response(to: .responseUnwritable)
            if !ResponseWriter.appendHead(of: response, framing, to: &output) {
                response = HTTPServerRefusal.responseUnwritable.plainResponse
                _ = ResponseWriter.appendHead(of: response, framing, to: &output)
            }
        }
        if request.method != "HEAD", ResponseWriter.hasBody(response.status) {
            // Copying what fits into a few segments is cheaper than a second system call.
            if response.body.count <= 32_768 {
                output.append(contentsOf: response.body)
            } else {
                outputBody = response.body
            }
        }
        if !framing.keepsConnection { phase = .closing }
        log(request, response.status)
    }

    func log(_ request: CurrentRequest, _ status: Int) {
        guard let accessLog = loop.context.configuration.accessLog else { return }
        let elapsed = Clock.microseconds - request.arrival
        accessLog(
            AccessRecord(
                method: request.method, path: request.path, status: status, microseconds: Int(max(elapsed, 0))))
    }

    /// Sends what the socket takes.
    func flush() -> FlushOutcome {
        while true {
            if let tls {
                tls.takeRecords(into: &records)
                switch send(&records, &recordsStart) {
                case .drained: if let outcome = encryptMore(tls) { return outcome }
                case let stuck: return stuck
                }
            } else {
                switch send(&output, &outputStart) {
                case .drained: break
                case let stuck: return stuck
                }
                guard !outputBody.isEmpty else { return .drained }
                switch send(&outputBody, &outputBodyStart) {
                case .drained: break
                case let stuck: return stuck
                }
            }
        }
    }

    /// Makes records of some of what goes out.
    ///
    /// - Returns: nil if there are records to send now.
    private func encryptMore(_ tls: TLSSession) -> FlushOutcome? {
        // 16 KiB is the most that one record holds (RFC 8446 5.1); two of them are enough to keep a socket busy.
        let piece = 32_768
        if outputStart < output.count {
            let end = min(output.count, outputStart + piece)
            guard unsafe output[outputStart..<end].withUnsafeBytes({ unsafe tls.write($0) }) else { return .failed }
            outputStart = end
            if end == output.count { Connection.empty(&output, &outputStart) }
            return nil
        }
        guard !outputBody.isEmpty else { return .drained }
        let end = min(outputBody.count, outputBodyStart + piece)
        guard unsafe outputBody[outputBodyStart..<end].withUnsafeBytes({ unsafe tls.write($0) }) else { return .failed }
        outputBodyStart = end
        if end == outputBody.count { Connection.empty(&outputBody, &outputBodyStart) }
        return nil
    }

    private func send(_ bytes: inout [UInt8], _ start: inout Int) -> FlushOutcome {
        while start < bytes.count {
            let outcome = unsafe bytes.withUnsafeBytes {
                unsafe Socket.send(descriptor, UnsafeRawBufferPointer(rebasing: $0[start...]))
            }
            switch outcome {
            case .bytes(let count):
                start += count
                sentBytes &+= count
            case .wouldBlock: return .blocked
            case .ended, .failed: return .failed
            }
        }
        Connection.empty(&bytes, &start)
        return .drained
    }

    /// Empties a buffer; keeps its space if that is no more than a usual answer takes.
    private static func empty(_ bytes: inout [UInt8], _ start: inout Int) {
        start = 0
        if bytes.isEmpty { return }
        // A large body is the handler's own array, which emptying in place would copy.
        if bytes.capacity <= 32_768 { bytes.removeAll(keepingCapacity: true) } else { bytes = [] }
    }

    /// Ends a connection whose last response has been sent.
    func finish() {
        if let tls, !hasSaidGoodbye {
            hasSaidGoodbye = true
            tls.endSending()
            guard case .drained = flush() else { return close() }
        }
        guard lingers || inputStart < input.count, !hasEnded else { return close() }
        Socket.endSending(descriptor)
        phase = .lingering
        setDeadline(for: .goodbye)
        input = []
        inputStart = 0
        proceed()
    }
}
