// SPDX-License-Identifier: Apache-2.0
import Enrollment

/// `POST /desk/applications/{id}/claim` and `/release`: one officer works on one file.
enum ClaimRoutes {
    static func claim(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.enrolling { () throws(EnrollmentError) in
            _ = try call.service.registration.claim(call.part("id"), by: call.officer)
        }
        return .see("/desk/applications/\(call.part("id"))?done=claim")
    }

    static func release(_ call: DeskCall) throws(Problem) -> DeskAnswer {
        try call.enrolling { () throws(EnrollmentError) in
            _ = try call.service.registration.release(call.part("id"), by: call.officer)
        }
        return .see("/desk/applications/\(call.part("id"))?done=release")
    }
}
