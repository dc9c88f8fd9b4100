#include "ui/shots/pseudo_translator.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto kMore = "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut "_L1;

} // namespace

QString PseudoTranslator::translate(const char *context, const char *source, const char *, int) const
{
    if (source == nullptr || *source == '\0' || *context == 'Q') // Qt's own have translations of their own
        return {};
    const QString text = QString::fromUtf8(source);
    return u"["_s + text + QString(kMore).repeated(4).left(text.size() * 2 / 5) + u"]"_s;
}

} // namespace ui
