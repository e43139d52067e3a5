// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import DER
import Foundation
public import HTTPServer
import PKIX
import Records

/// A service with its listeners and its threads, from start to stop.
public final class ServiceHost: Sendable {
    /// The house that is served.
    public let service: MohrService
    /// The public listener; `nil` without the role.
    public let publicListener: HTTPServer?
    /// The office listener; `nil` without the role.
    public let officeListener: HTTPServer?
    /// The holders' own listener; `nil` without the offices' role, and where the public one serves them.
    public let holdersListener: HTTPServer?

    private let loops: Loops

    /// Opens the listeners and starts the threads.
    ///
    /// - Parameters:
    ///   - service: the house.
    ///   - passphrase: of the office listener's key.
    ///   - complain: told of every fault of the threads.
    ///   - answered: told of every answer; must not wait.
    ///   - kernelClock: whether the kernel is told the time by whoever keeps it.
    ///   - mustEnd: called when only another process can go on writing; must not wait.
    /// - Throws: ``ServiceError``.
    public init(
        _ service: MohrService, passphrase: Passphrase?, complain: @escaping @Sendable (ServiceError) -> Void,
        answered: (@Sendable (RequestMeter.Answer) -> Void)? = nil,
        kernelClock: @escaping @Sendable () -> Bool? = { nil }, mustEnd: @escaping @Sendable () -> Void = {}
    ) throws(ServiceError) {
        self.service = service
        service.faults.tell { fault in
            service.counters.count(MetricName.faults.rawValue, ["room": fault.room])
            complain(.fault(fault))
        }
        service.vitals.use { $0.kernelClock = kernelClock }
        if let alarm = service.watch.alarm { complain(.records(alarm)) }
        for finding in service.listFindings + service.answerFindings { complain(.revocation(finding)) }
        if service.actsAsAuthority, service.clockTrouble == nil {
            do throws(ServiceError) {
                try service.publishLists()
            } catch {
                // What is out stays out and is served; health tells what could not be renewed.
                complain(error)
            }
        }
        if service.actsAsAuthority {
            do throws(ServiceError) {
                try service.tellLogKey()
            } catch {
                complain(error)
            }
        }
        Self.catchUp(service, complain)
        let renewals: @Sendable (Request) -> Handling? = {
            $0.path.hasPrefix("/v1/renewals") ? service.clockRefusal(of: $0) : nil
        }
        let loops = Loops(service, complain: complain, mustEnd: mustEnd)
        self.loops = loops
        do throws(ServiceError) {
            publicListener =
                service.roles.contains(.validationAuthority)
                ? try Self.start(try Self.publicServer(service, answered), unless: renewals) : nil
            officeListener =
                service.roles.contains(.registrationAuthority)
                ? try Self.start(try Self.officeServer(service, passphrase, loops, answered)) {
                    service.clockRefusal(of: $0)
                } : nil
            holdersListener =
                service.roles.contains(.registrationAuthority)
                ? try Self.holdersServer(service, answered).map { listener throws(ServiceError) in
                    try Self.start(listener, unless: renewals)
                } : nil
        } catch {
            loops.stop()
            throw error
        }
    }

    /// How long ago the records were last asked what has changed, answered or not; seconds.
    ///
    /// Half a second when all is well; minutes when a thread is stuck, which only another process can mend.
    public var secondsSinceTurn: Double { loops.secondsSinceTurn }

    /// Closes the listeners, finishes requests in flight, ends the threads.
    ///
    /// - Returns: whether every request in flight was finished in time.
    @discardableResult
    public func stop() -> Bool {
        let seconds = service.configuration.limits.drainSeconds
        let publicDone = publicListener?.stop(drainSeconds: seconds) ?? true
        let officeDone = officeListener?.stop(drainSeconds: seconds) ?? true
        let holdersDone = holdersListener?.stop(drainSeconds: seconds) ?? true
        loops.stop()
        service.notes.end(service, isDrained: publicDone && officeDone && holdersDone)
        service.state.remove()
        service.receipts.stop()
        service.records.close()
        return publicDone && officeDone && holdersDone
    }

    /// Reads the records anew before anybody asks.
    ///
    /// What was read when the house was opened may be old: keys were asked for and lists signed since. Nobody is answered
    /// by it whom the process before this one told otherwise.
    private static func catchUp(_ service: MohrService, _ complain: (ServiceError) -> Void) {
        do throws(ServiceError) {
            try service.refreshStatus()
            try service.refreshProfessions()
        } catch {
            complain(error)
        }
    }

    private struct Listener {
        let configuration: ServerConfiguration
        let router: Router
    }

    private static func start(
        _ listener: Listener, unless refusal: @escaping @Sendable (Request) -> Handling?
    ) throws(ServiceError) -> HTTPServer {
        let router = listener.router
        let server = HTTPServer(listener.configuration) { refusal($0) ?? router.answer($0) }
        do throws(HTTPServerError) {
            try server.start()
        } catch {
            throw .listener(address: listener.configuration.address, port: listener.configuration.port, error)
        }
        return server
    }

    private static func publicServer(
        _ service: MohrService, _ answered: (@Sendable (RequestMeter.Answer) -> Void)?
    ) throws(ServiceError) -> Listener {
        let listener = service.configuration.publicListener
        let router = metered(Router(service.publicRoutes), "public", service, answered)
        var server = common(service, router, "public", address: listener.address, port: listener.port)
        server.trustedProxies = proxies(listener.trustedProxies)
        return Listener(configuration: server, router: router)
    }

    /// For people at home, who come through a proxy: no certificate is asked for, and nothing but their pages is there.
    private static func holdersServer(
        _ service: MohrService, _ answered: (@Sendable (RequestMeter.Answer) -> Void)?
    ) -> Listener? {
        guard let listener = service.configuration.holdersListener else { return nil }
        let router = metered(Router(service.holderRoutes), "holders", service, answered)
        var server = common(service, router, "holders", address: listener.address, port: listener.port)
        server.trustedProxies = proxies(listener.trustedProxies)
        return Listener(configuration: server, router: router)
    }

    private static func proxies(_ texts: [String]) -> TrustedProxies? {
        let ranges = texts.compactMap { AddressRange($0) }
        return ranges.isEmpty ? nil : TrustedProxies(ranges: ranges, field: .xForwardedFor)
    }

    private static func officeServer(
        _ service: MohrService, _ passphrase: Passphrase?, _ loops: Loops,
        _ answered: (@Sendable (RequestMeter.Answer) -> Void)?
    ) throws(ServiceError) -> Listener {
        let listener = service.configuration.officeListener
        let routes = service.officeRoutes { loops.wakeAuthority() }
        let router = metered(Router(routes), "office", service, answered)
        var server = common(service, router, "office", address: listener.address, port: listener.port)
        let key = try Materials.key(service.home.key(Home.officeListener), passphrase)
        let certificates = try Materials.certificates(service.home.certificate(Home.officeListener))
        // The anchor is the client's to have; what lies between is sent along.
        let above = service.authorities.values.filter { authority in
            !authority.isSelfIssued && certificates.contains { $0.issuer == authority.subject }
        }
        let chain = (certificates + above).flatMap(\.pem)
        let keyPEM: [UInt8]
        do throws(CryptographyError) {
            keyPEM = try key.pem()
        } catch {
            throw .key(file: service.home.key(Home.officeListener), error)
        }
        server.tls = TLSConfiguration(
            certificateChainPEM: chain, privateKeyPEM: keyPEM, clientCertificate: .required,
            clientAuthoritiesDER: service.authorities.values.map(\.encoded))
        return Listener(configuration: server, router: router)
    }

    private static func metered(
        _ router: Router, _ name: String, _ service: MohrService,
        _ answered: (@Sendable (RequestMeter.Answer) -> Void)?
    ) -> Router {
        let meter = RequestMeter(listener: name, routes: router.names, tell: answered)
        service.meters.add(meter)
        return router.metered(by: meter)
    }

    private static func common(
        _ service: MohrService, _ router: Router, _ name: String, address: String, port: Int
    ) -> ServerConfiguration {
        let limits = service.configuration.limits
        var server = ServerConfiguration(address: address, port: port)
        if limits.loops > 0 { server.loops = limits.loops }
        // Applications, approvals and first verifications wait for a sync of the disk, and share it with all who wait
        // at that moment: with one worker a core there would be nobody to share with.
        server.workers = limits.workers > 0 ? limits.workers : max(16, 4 * server.workers)
        server.queueLimit = limits.queue
        server.limits.connections = limits.connections
        server.limits.connectionsPerAddress = limits.connectionsPerAddress
        server.limits.grace = limits.graceMilliseconds > 0 ? .milliseconds(limits.graceMilliseconds) : nil
        server.bodyLimit = { router.bodyLimit(method: $0, path: $1) }
        server.limits.streams = service.configuration.batch.exchanges
        server.limits.streamsPerAddress = service.configuration.batch.exchangesPerClient
        server.streams = { router.streams(method: $0, path: $1) }
        let counters = service.counters
        let answers = RefusalAnswers()
        server.shed = { counters.count(MetricName.httpShed.rawValue, ["listener": name], $0) }
        server.refusalResponse = { refusal in
            let response = answers.response(to: refusal)
            counters.count(MetricName.httpRefusals.rawValue, ["listener": name, "code": "\(response.status)"])
            return response
        }
        return server
    }
}
