// SPDX-License-Identifier: Apache-2.0

/// A route that answers people with pages, or with what pages need.
///
/// It is no part of the API: `/openapi.json` describes what programs may rely on, and pages change with their readers.
public protocol PageRoute: Route {}
