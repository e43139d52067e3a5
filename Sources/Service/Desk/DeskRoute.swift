// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Enrollment
import Foundation
import HTTPServer
import PKIX
import Records

/// An address of the desk.
///
/// Whoever asks is judged as on every office route: the certificate by the house's own validator, the officer by the
/// records of now. A form must come from a page of this house (``SameOrigin``, ``DeskSession``), and is done once: its
/// hidden field `key` is what an `Idempotency-Key` is to the API, so that a second press of the button finds what the
/// first one did.
struct DeskRoute: PageRoute {
    typealias Act = @Sendable (DeskCall) throws(Problem) -> DeskAnswer

    let method: String
    let pattern: String
    let bodyLimit: Int

    private let service: MohrService
    private let wake: @Sendable () -> Void
    private let act: Act
    /// Whether asking twice is the same as asking once anyway.
    private let isRepeatable: Bool

    /// As large as a filled-in form with a request can be.
    static let formLimit = 65_536
    /// What a form calls its key.
    static let keyField = "key"

    init(
        _ method: String, _ pattern: String, of service: MohrService, wake: @escaping @Sendable () -> Void,
        limit: Int = DeskRoute.formLimit, isRepeatable: Bool = false, _ act: @escaping Act
    ) {
        self.method = method
        self.pattern = pattern
        self.service = service
        self.wake = wake
        self.act = act
        self.isRepeatable = isRepeatable
        bodyLimit = method == "GET" ? 0 : limit
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [self] in
            let reader = PageReader(request)
            do throws(Problem) {
                return try answered(request, parts, reader)
            } catch {
                if let fault = error.fault { service.faults.report(fault) }
                return DeskAnswer.loosened(error.page(for: reader, back: "/desk").response(status: error.status))
            }
        }
    }

    private func answered(_ request: Request, _ parts: [String: String], _ reader: PageReader) throws(Problem)
        -> Response
    {
        let certificate = try OfficeRoute.certificate(of: request, for: service)
        let officer: Officer
        do throws(EnrollmentError) {
            officer = try service.registration.officer(forCertificate: certificate.sha256)
        } catch {
            throw Problem(error)
        }
        let session = try DeskSession(request, certificate: certificate.sha256)
        let isChange = method != "GET"
        let call = DeskCall(
            service: service, officer: officer, request: request, parts: parts,
            form: isChange ? try Self.form(of: request) : nil, keys: try FormKeys(), reader: reader, session: session,
            now: service.clock(), wake: wake)
        var response: Response
        if isChange {
            guard SameOrigin.holds(for: request), session.holds(call.form?.text(DeskSession.field)) else {
                throw Problem(403, "service", "formElsewhere")
            }
            response = isRepeatable ? try act(call).response : try once(call)
        } else {
            response = try act(call).response
        }
        if session.isNew,
            !response.headers.contains(where: { $0.0 == "Set-Cookie" && $0.1.hasPrefix(DeskSession.cookie) })
        {
            response.headers.append(session.header)
        }
        return response
    }

    /// Does what a form asks, once for each key.
    private func once(_ call: DeskCall) throws(Problem) -> Response {
        guard let key = call.form?.text(Self.keyField), let form = call.form else {
            throw .member(Self.keyField, seen: nil, allowed: "1–255")
        }
        let digest = Self.digest(of: form, "\(method) \(call.request.path)")
        if let done = try claimed(key, digest, call) {
            let path = String(decoding: done.body, as: UTF8.self)
            return DeskAnswer.see(path).response
        }
        let answer: DeskAnswer
        do throws(Problem) {
            answer = try act(call)
        } catch {
            // A refused form is corrected and sent again under its key.
            try? service.records.forget(key: "desk:" + key, of: call.officer.id)
            throw error
        }
        guard case .see(let path) = answer else {
            try? service.records.forget(key: "desk:" + key, of: call.officer.id)
            return answer.response
        }
        try? service.records.remember(
            StoredAnswer(status: 303, body: Array(path.utf8)), forKey: "desk:" + key, of: call.officer.id)
        return answer.response
    }

    /// Claims a form's key; if another press of the button has it, waits for what comes of that.
    private func claimed(_ key: String, _ digest: [UInt8], _ call: DeskCall) throws(Problem) -> StoredAnswer? {
        for attempt in 0...Self.waits {
            do throws(RecordsError) {
                let claim = try service.records.claim(
                    key: "desk:" + key, by: call.officer.id, request: digest, at: call.now)
                if case .answered(let answer) = claim { return answer }
                return nil
            } catch {
                guard case .keyInUse = error, attempt < Self.waits else { throw Problem(error) }
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
        return nil
    }

    private static func form(of request: Request) throws(Problem) -> PageForm {
        do throws(PageFormError) {
            return try PageForm(request)
        } catch {
            throw error.problem
        }
    }

    /// What a form asks for, however the browser framed it.
    ///
    /// A signature is left out: pressed twice, the desk's script signs twice, and no two ECDSA signatures are the same.
    private static func digest(of form: PageForm, _ head: String) -> [UInt8] {
        var text = Array("\(head)\n".utf8)
        for (name, bytes) in form.fields where name != "signature" {
            text += Array("\(name.utf8.count) \(bytes.count)\n\(name)".utf8) + bytes
        }
        return DigestAlgorithm.sha256.digest(text)
    }

    private static let waits = 30
}
