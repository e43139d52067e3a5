// SPDX-License-Identifier: Apache-2.0

/// From the socket to the handler.
extension Connection {
    /// Takes in what has come, one buffer at most: the others are waiting too.
    func receive() {
        switch unsafe Socket.receive(descriptor, into: loop.scratch) {
        case .wouldBlock: break
        case .ended: hasEnded = true
        case .failed: close()
        case .bytes(let count):
            if phase == .lingering || phase == .closing { return }
            let bytes = unsafe UnsafeRawBufferPointer(rebasing: loop.scratch[..<count])
            if let tls {
                unsafe tls.receive(bytes)
                if phase == .reading || phase == .streaming { decrypt(tls) }
            } else {
                unsafe input.append(bytes)
            }
        }
    }

    func shakeHands() {
        guard let tls else { return }
        switch tls.handshake() {
        case .wantsMore: break
        case .failed:
            // The alert that says why is among the records; it is sent if the socket takes it.
            lingers = true
            phase = .closing
        case .done:
            peer.certificateDER = tls.peerCertificateDER
            peer.intermediatesDER = tls.peerIntermediatesDER
            phase = .reading
            decrypt(tls)
        }
    }

    private func decrypt(_ tls: TLSSession) {
        while true {
            switch unsafe tls.read(into: loop.scratch) {
            case .bytes(let count):
                unsafe input.append(UnsafeRawBufferPointer(rebasing: loop.scratch[..<count]))
            case .wantsMore: return
            case .ended:
                hasEnded = true
                return
            case .failed:
                phase = .closing
                return
            }
        }
    }

    /// Answers the requests that have come, until one goes to a worker or enough is waiting to be sent.
    ///
    /// - Returns: whether there may be more to answer once that is sent.
    func serveInput() -> Bool {
        while phase == .reading {
            // A client that sends requests and reads no answers fills its own socket, not our memory.
            if output.count - outputStart >= 65_536 || !outputBody.isEmpty { return true }
            guard inputStart < input.count else { break }
            do throws(HTTPServerRefusal) {
                switch try parser.advance(input, from: &inputStart) {
                case .needMore:
                    dropRead()
                    try reserveBody()
                    return false
                case .sendContinue:
                    ResponseWriter.append("HTTP/1.1 100 Continue\r\n\r\n", to: &output)
                case .request(let head, let body):
                    handle(head, head.request(body: body, peer: peer(for: head)), keepsConnection: true)
                case .streamed(let head):
                    // Whatever else the handler makes of it, it leaves the body unread.
                    handle(
                        head, head.request(body: [], peer: peer(for: head)),
                        keepsConnection: parser.isBodyComplete)
                }
            } catch {
                refuse(error)
            }
        }
        dropRead()
        return false
    }

    private func handle(_ head: RequestHead, _ request: Request, keepsConnection: Bool) {
        isProven = true
        setDeadline(for: .nothing)
        let handling = loop.context.handler(request)
        var keepsConnection = keepsConnection && head.keepsConnection
        if case .stream = handling { keepsConnection = head.keepsConnection && head.minorVersion == 1 }
        current = CurrentRequest(
            method: head.method, path: head.path, minorVersion: head.minorVersion,
            keepsConnection: keepsConnection, arrival: loop.now)
        switch handling {
        case .inline(let response): answerAtHead(response)
        case .work(let work):
            phase = .working
            let (mailbox, number) = (loop.mailbox, number)
            let isQueued = loop.context.pool.submit { mailbox.post(.response(connection: number, work())) }
            if !isQueued { answer(refusal: .overloaded(retryAfterSeconds: 1)) }
        case .stream(let work): openStream(request, expectsContinue: head.expectsContinue, work)
        }
    }

    /// Answers, and gives up a body that is not wanted.
    private func answerAtHead(_ response: Response) {
        if parser.head != nil {
            if parser.isBodyComplete { parser.endStream() } else { lingers = true }
        }
        write(response)
    }

    /// Takes a worker's answer.
    func answer(_ response: Response) {
        guard phase == .working else { return }
        phase = .reading
        answerAtHead(response)
        proceed()
    }

    /// Answers a whole request with a refusal; the connection may stay.
    func answer(refusal: HTTPServerRefusal) {
        phase = .reading
        answerAtHead(loop.context.response(to: refusal))
    }

    /// The client, by its own address or by what a proxy of ours says.
    private func peer(for head: RequestHead) -> Peer {
        guard isProxy, let client = loop.context.configuration.trustedProxies?.client(namedBy: head.headers) else {
            return peer
        }
        var named = peer
        named.address = client.text
        return named
    }

    /// Frees the space of what is read.
    func dropRead() {
        if inputStart == input.count {
            input.removeAll(keepingCapacity: input.capacity <= 65_536)
            inputStart = 0
        } else if inputStart >= 4_096 {
            input.removeSubrange(..<inputStart)
            inputStart = 0
        }
    }

    /// Has the ledger set aside what a large body takes, a step ahead of it.
    private func reserveBody() throws(HTTPServerRefusal) {
        guard let count = parser.bodyCount, count > reservedBodyBytes + 65_536 else { return }
        let step = max(count - reservedBodyBytes, 1_048_576)
        guard loop.context.ledger.reserve(bodyBytes: step) else { throw .overloaded(retryAfterSeconds: 5) }
        reservedBodyBytes += step
    }

    /// Gives back what was set aside.
    func releaseBody() {
        guard reservedBodyBytes > 0 else { return }
        loop.context.ledger.giveBack(bodyBytes: reservedBodyBytes)
        reservedBodyBytes = 0
    }
}
