// SPDX-License-Identifier: Apache-2.0

import XCTest

@testable import HTTPServer

/// TLS, and who is at the other end of it.
final class TLSTests: ServerTestCase {
    private var keys: TestKeys!

    override func setUpWithError() throws {
        try super.setUpWithError()
        keys = try TestKeys.made.get()
    }

    /// Says how many bytes of certificate came and whether the connection is TLS.
    private func serveTLS(
        _ wish: TLSConfiguration.ClientCertificate, seen: Collector<Peer> = Collector(),
        body: [UInt8] = Array("hello".utf8), limit: Int = 65_536, address: String = "127.0.0.1"
    ) throws -> HTTPServer {
        try serve {
            $0.tls = TLSConfiguration(
                certificateChainPEM: keys.server.certificatePEM, privateKeyPEM: keys.server.keyPEM,
                clientCertificate: wish, clientAuthoritiesDER: wish == .notAsked ? [] : [keys.authority.certificateDER])
            $0.bodyLimit = { _, _ in limit }
            $0.address = address
        } handler: { request in
            seen.add(request.peer)
            let answer = request.body.isEmpty ? body : request.body
            return request.path == "/work"
                ? .work { Response(contentType: "a/b", body: answer) }
                : .inline(Response(contentType: "a/b", body: answer))
        }
    }

    private func client(_ identity: TestKeys.Pair? = nil, anchors: [UInt8]? = nil) throws -> HTTPClient {
        try HTTPClient(
            anchorsPEM: anchors ?? keys.authority.certificatePEM,
            identity: identity.map {
                HTTPClient.Identity(certificateChainPEM: $0.certificatePEM, privateKeyPEM: $0.keyPEM)
            }, bodyLimit: 30_000_000)
    }

    private func url(_ server: HTTPServer, _ path: String = "/", host: String = "127.0.0.1") -> String {
        "https://\(host):\(server.port)\(path)"
    }

    func testARequiredCertificateIsSeenByTheHandlerByteForByte() throws {
        let seen = Collector<Peer>()
        let server = try serveTLS(.required, seen: seen)
        for path in ["/", "/work"] {
            XCTAssertEqual(try client(keys.officer).get(url(server, path)).body, Array("hello".utf8))
        }
        XCTAssertEqual(seen.all.map(\.certificateDER), [keys.officer.certificateDER, keys.officer.certificateDER])
        XCTAssertEqual(seen.all.map(\.intermediatesDER), [[], []])
        XCTAssert(seen.all.allSatisfy { $0.isTLS && $0.address == "127.0.0.1" })
    }

    func testIntermediatesSentWithItAreSeenToo() throws {
        let seen = Collector<Peer>()
        let server = try serveTLS(.required, seen: seen)
        var chained = keys.officer
        chained.certificatePEM += keys.authority.certificatePEM
        _ = try client(chained).get(url(server))
        XCTAssertEqual(seen.all.first?.certificateDER, keys.officer.certificateDER)
        XCTAssertEqual(seen.all.first?.intermediatesDER, [keys.authority.certificateDER])
    }

    func testAStrangersCertificateIsLeftToTheHandlerToJudge() throws {
        let seen = Collector<Peer>()
        let server = try serveTLS(.required, seen: seen)
        _ = try client(keys.stranger).get(url(server))
        XCTAssertEqual(seen.all.first?.certificateDER, keys.stranger.certificateDER)
    }

    func testACertificateWithoutItsKeyIsNotLetIn() throws {
        let seen = Collector<Peer>()
        let server = try serveTLS(.required, seen: seen)
        // A key that claims to be the officer's and signs with the stranger's.
        var thief = keys.officer
        thief.keyPEM = keys.forgedKeyPEM
        XCTAssertThrowsError(try client(thief).get(url(server))) {
            guard case .tlsRefused(let words)? = $0 as? HTTPClientError else { return XCTFail("\($0)") }
            XCTAssert(words.contains("decrypt error"), words)
        }
        XCTAssertEqual(seen.all, [])
    }

    func testWithoutACertificateTheConfigurationDecides() throws {
        let seen = Collector<Peer>()
        XCTAssertThrowsError(try client().get(url(try serveTLS(.required, seen: seen)))) {
            guard case .tlsRefused(let words)? = $0 as? HTTPClientError else { return XCTFail("\($0)") }
            XCTAssert(words.contains("certificate required"), words)
        }
        XCTAssertEqual(seen.all, [])
        for wish in [TLSConfiguration.ClientCertificate.optional, .notAsked] {
            XCTAssertEqual(try client().get(url(try serveTLS(wish, seen: seen))).status, 200)
            XCTAssertNil(seen.all.last?.certificateDER)
        }
        _ = try client(keys.officer).get(url(try serveTLS(.optional, seen: seen)))
        XCTAssertEqual(seen.all.last?.certificateDER, keys.officer.certificateDER)
    }

    func testNoConnectionIsResumedWhereCertificatesAreAsked() throws {
        let control = try OpenSSLCommand.resume(port: try serveTLS(.notAsked).port, version: "-tls1_3", keys)
        XCTAssert(control.contains("Reused, TLSv1.3"), "else this test could not fail: \(control)")
        for wish in [TLSConfiguration.ClientCertificate.optional, .required] {
            let seen = Collector<Peer>()
            let server = try serveTLS(wish, seen: seen)
            for version in ["-tls1_3", "-tls1_2"] {
                let words = try OpenSSLCommand.resume(port: server.port, version: version, keys)
                XCTAssertFalse(words.contains("Reused, "), words)
                XCTAssert(words.contains("New, "), words)
            }
            XCTAssertEqual(seen.all.count, 4)
            XCTAssert(seen.all.allSatisfy { $0.certificateDER == keys.officer.certificateDER })
        }
    }

    func testTheClientTrustsOnlyItsAnchorsAndOnlyTheNameItAskedFor() throws {
        let server = try serveTLS(.notAsked, address: "0.0.0.0")
        XCTAssertEqual(try client().get(url(server)).status, 200)
        XCTAssertEqual(try client().get(url(server, host: "localhost")).status, 200)
        XCTAssertEqual(
            try client(anchors: keys.server.certificatePEM).get(url(server)).status, 200, "an anchor need not be a root"
        )
        for (anchors, host) in [
            (keys.stranger.certificatePEM, "127.0.0.1"), (keys.authority.certificatePEM, "127.0.0.2"),
        ] {
            XCTAssertThrowsError(try client(anchors: anchors).get(url(server, host: host))) {
                guard case .serverNotTrusted? = $0 as? HTTPClientError else { return XCTFail("\($0)") }
            }
        }
        XCTAssertThrowsError(try HTTPClient().get(url(server))) {
            XCTAssertEqual($0 as? HTTPClientError, .anchorsMissing)
        }
    }

    func testLargeBodiesGoBothWays() throws {
        let body = [UInt8](repeating: 5, count: 12_000_000) + [UInt8](repeating: 6, count: 12_000_001)
        let server = try serveTLS(.required, limit: body.count)
        let response = try client(keys.officer).post(url(server), contentType: "a/b", body: body)
        XCTAssertEqual(response.body, body)
    }

    func testOldVersionsAndOtherProtocolsAreTurnedAway() throws {
        let port = try serveTLS(.notAsked).port
        let connect = ["s_client", "-connect", "127.0.0.1:\(port)"]
        XCTAssertThrowsError(try OpenSSLCommand.run(connect + ["-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0"]))
        XCTAssertThrowsError(try OpenSSLCommand.run(connect + ["-alpn", "h2"]))
        XCTAssert(try OpenSSLCommand.run(connect + ["-alpn", "h2,http/1.1"]).contains("ALPN protocol: http/1.1"))
        XCTAssert(try OpenSSLCommand.run(connect + ["-tls1_2"]).contains("Protocol  : TLSv1.2"))
    }

    func testPlainHTTPToATLSPortGetsNoAnswerAndHarmsNobody() throws {
        let server = try serveTLS(.notAsked)
        XCTAssertFalse(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").contains("HTTP/1.1"))
        var random = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            let client = RawClient(port: server.port)
            client.send((0..<300).map { _ in UInt8.random(in: 0...255, using: &random) })
            client.send([22, 3, 1, 0, 200] + (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        XCTAssertEqual(try client().get(url(server)).status, 200)
    }

    func testAHandshakeThatDoesNotEndIsCutOff() throws {
        let server = try serve {
            $0.tls = TLSConfiguration(
                certificateChainPEM: keys.server.certificatePEM, privateKeyPEM: keys.server.keyPEM)
            $0.deadlines.head = .milliseconds(300)
        }
        let client = RawClient(port: server.port)
        client.send([22, 3, 1])
        XCTAssertEqual(client.receiveAll(), "")
        XCTAssertFalse(client.hasWaitedInVain)
    }

    func testDrainingFinishesARequestOverTLS() throws {
        let gate = Gate()
        let server = try serve {
            $0.tls = TLSConfiguration(
                certificateChainPEM: keys.server.certificatePEM, privateKeyPEM: keys.server.keyPEM)
        } handler: { _ in
            .work {
                gate.wait(); return Response(text: "done")
            }
        }
        let (client, location) = (try client(), url(server))
        let answered = expectation(description: "answered")
        let bodies = Collector<[UInt8]>()
        Thread.detachNewThread {
            bodies.add((try? client.get(location).body) ?? [])
            answered.fulfill()
        }
        gate.waitForArrivals(1)
        Thread.detachNewThread {
            usleep(200_000)
            gate.open()
        }
        XCTAssert(server.stop(drainSeconds: 10))
        wait(for: [answered], timeout: 60)
        XCTAssertEqual(bodies.all, [Array("done".utf8)])
    }

    func testAConfigurationThatCannotServeDoesNotStartAndNamesTheReason() throws {
        func problem(_ chain: [UInt8], _ key: [UInt8], _ authorities: [[UInt8]] = []) -> TLSProblem? {
            do {
                _ = try serve {
                    $0.tls = TLSConfiguration(
                        certificateChainPEM: chain, privateKeyPEM: key, clientCertificate: .required,
                        clientAuthoritiesDER: authorities)
                }
                return nil
            } catch {
                if case .tls(let problem, _)? = error as? HTTPServerError { return problem }
                return nil
            }
        }
        XCTAssertEqual(problem([], keys.server.keyPEM), .certificateChain)
        XCTAssertEqual(problem(Array("junk".utf8), keys.server.keyPEM), .certificateChain)
        XCTAssertEqual(problem(Array(keys.server.certificatePEM.dropLast(60)), keys.server.keyPEM), .certificateChain)
        XCTAssertEqual(problem(keys.server.certificatePEM, []), .privateKey)
        XCTAssertEqual(problem(keys.server.certificatePEM, keys.encryptedKeyPEM), .privateKey, "and does not ask")
        XCTAssertEqual(problem(keys.server.certificatePEM, keys.officer.keyPEM), .keyMismatch)
        XCTAssertEqual(problem(keys.server.certificatePEM, keys.server.keyPEM, [[1, 2, 3]]), .authority)
    }

    func testAConfigurationDoesNotShowItsKey() throws {
        let configuration = TLSConfiguration(
            certificateChainPEM: keys.server.certificatePEM, privateKeyPEM: keys.server.keyPEM)
        var shown = ""
        dump(configuration, to: &shown)
        shown += "\(configuration) \(String(reflecting: configuration))"
        let identity = HTTPClient.Identity(certificateChainPEM: [1], privateKeyPEM: [77, 78, 79])
        dump(identity, to: &shown)
        shown += "\(identity) \(String(reflecting: identity))"
        XCTAssertFalse(shown.contains("77") || shown.contains("\(keys.server.keyPEM[30...33])"))
        XCTAssert(shown.contains("‹secret›"))
    }
}
