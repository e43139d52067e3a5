// SPDX-License-Identifier: Apache-2.0
import Enrollment
import HTTPServer
import Records

/// An address of `/mine`: for everyone, without a certificate.
///
/// A form must come from a page of this house (``SameOrigin``, ``MineBrowser``). Looking never changes anything: programs
/// that follow links in messages to see what is behind them only ever look.
struct MineRoute: PageRoute {
    typealias Act = @Sendable (MineCall) throws(Problem) -> MineAnswer

    let method: String
    let pattern: String
    let bodyLimit: Int

    private let service: MohrService
    private let act: Act

    init(_ method: String, _ pattern: String, of service: MohrService, _ act: @escaping Act) {
        self.method = method
        self.pattern = pattern
        self.service = service
        self.act = act
        bodyLimit = method == "GET" ? 0 : 32_768
    }

    func answer(_ request: Request, _ parts: [String: String]) -> Handling {
        .work { [self] in
            let reader = PageReader(request)
            do throws(Problem) {
                let browser = try MineBrowser(request, address: service.configuration.holders.address)
                let session = try Problem.enrolling { () throws(EnrollmentError) in
                    browser.isNew ? nil : try service.registration.session(browser.secret)
                }
                let form = method == "GET" ? nil : try Self.form(of: request)
                let call = MineCall(
                    service: service, request: request, parts: parts, form: form, reader: reader, browser: browser,
                    session: session)
                if method != "GET" {
                    guard SameOrigin.holds(for: request), browser.holds(form?.text(MineBrowser.field)) else {
                        throw Problem(403, "service", "formElsewhere")
                    }
                }
                return try act(call).response(browser)
            } catch {
                if let fault = error.fault { service.faults.report(fault) }
                if error.status == 401 {
                    return Response(
                        status: 303, headers: [("Location", "/mine/sign-in"), ("Cache-Control", "no-store")])
                }
                return error.page(for: reader, back: "/mine").response(status: error.status)
            }
        }
    }

    private static func form(of request: Request) throws(Problem) -> PageForm {
        do throws(PageFormError) {
            return try PageForm(request)
        } catch {
            throw error.problem
        }
    }
}
