#pragma once

#include <QTranslator>

namespace ui {

/// A language that nobody speaks: every text of ours in brackets and 40 % longer, as a translation may be. What then
/// stands in no brackets is translated by nobody, and what is cut has no room for another language.
class PseudoTranslator final : public QTranslator {
    Q_OBJECT
public:
    using QTranslator::QTranslator;
    QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
    bool isEmpty() const override { return false; }
};

} // namespace ui
