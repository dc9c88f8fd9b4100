#include "ui/text/error_words.h"

#include <QCoreApplication>

namespace ui {
namespace {

using base::ErrorCode;

const char *sentence(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Unauthorized:
    case ErrorCode::Forbidden:
        return QT_TRANSLATE_NOOP("ui::errors", "The gateway refused: this needs a key with more rights.");
    case ErrorCode::NotFound:
    case ErrorCode::MethodNotAllowed:
        return QT_TRANSLATE_NOOP("ui::errors", "The gateway does not know what this page asks for.");
    case ErrorCode::Upstream:
    case ErrorCode::UpstreamTimeout:
        return QT_TRANSLATE_NOOP("ui::errors", "The gateway cannot be reached.");
    case ErrorCode::Unavailable:
    case ErrorCode::Cancelled:
        return QT_TRANSLATE_NOOP("ui::errors", "The gateway cannot answer at the moment.");
    case ErrorCode::Storage:
        return QT_TRANSLATE_NOOP("ui::errors", "The gateway cannot read its database.");
    default:
        return QT_TRANSLATE_NOOP("ui::errors", "The gateway answered with an error.");
    }
}

} // namespace

QString errorWords(base::ErrorCode code)
{
    return QCoreApplication::translate("ui::errors", sentence(code));
}

} // namespace ui
