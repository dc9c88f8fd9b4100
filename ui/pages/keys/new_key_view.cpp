#include "ui/pages/keys/new_key_view.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/text/time_text.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/label.h"
#include "ui/widgets/once_box.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kFactHeight = 40;
constexpr int kFactLabel = 112;

/// One line of what the key may do, with a hairline below.
class Fact final : public QWidget {
public:
    Fact(const QString &name, const QString &value, QWidget *parent) : QWidget(parent)
    {
        auto *label = new Label(TextRole::Body, Tone::Quiet, this);
        label->setText(name);
        label->setFixedWidth(kFactLabel);
        auto *words = new Label(TextRole::Body, Tone::Plain, this);
        words->setText(value);
        words->setElided(true);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins({});
        row->addWidget(label);
        row->addWidget(words, 1);
        setFixedHeight(kFactHeight);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), color(Token::RowLine, palette()));
    }
};

QString allOr(const QStringList &names, const QString &all)
{
    return names.isEmpty() ? all : names.join(u", "_s);
}

} // namespace

NewKeyView::NewKeyView(const KeyRow &row, const QString &key, const QString &signingKey, SecretClipboard &clipboard,
                       QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(24);
    if (!key.isEmpty()) {
        auto *box =
            new OnceBox({tr("Shown this one time"), tr("Copy key"), tr("The key is no longer on the clipboard.")}, key,
                        clipboard, this);
        box->setNames(u"newKey"_s, u"copyKey"_s, u"clipboardClock"_s);
        column->addWidget(box);
        setFocusProxy(box);
    }
    if (!signingKey.isEmpty()) {
        auto *box = new OnceBox({tr("To sign requests with, shown this one time"), tr("Copy signing key"),
                                 tr("The signing key is no longer on the clipboard.")},
                                signingKey, clipboard, this);
        box->setNames(u"newSigningKey"_s, u"copySigningKey"_s, u"signingClock"_s);
        column->addWidget(box);
        if (key.isEmpty())
            setFocusProxy(box);
    }
    column->addWidget(buildFacts(row));
    column->addStretch();
}

QWidget *NewKeyView::buildFacts(const KeyRow &row)
{
    auto *facts = new QWidget(this);
    auto *title = new Label(TextRole::CardTitle, Tone::Plain, facts);
    title->setText(tr("What this key may do"));
    auto *column = new QVBoxLayout(facts);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(title);
    column->addSpacing(4);
    const auto add = [column, facts](const QString &name, const QString &value) {
        column->addWidget(new Fact(name, value, facts));
    };
    add(tr("Role"), roleWord(row.role));
    if (!row.ownerText().isEmpty())
        add(tr("Owner"), row.ownerText());
    add(tr("Models"), allOr(row.allowedModels, tr("all")));
    if (!row.allowedProviders.isEmpty())
        add(tr("Providers"), row.allowedProviders.join(u", "_s));
    if (!row.allowedAddresses.isEmpty())
        add(tr("Addresses"), row.allowedAddresses.join(u", "_s));
    if (row.limits.any())
        add(tr("Limits"), limitsWords(row.limits));
    add(tr("Expires"), row.expiresAt.isValid() ? dayAndClockText(row.expiresAt.toLocalTime()) : tr("never"));
    if (row.previousUntil.isValid())
        add(tr("Old key"), tr("works until %1").arg(dayAndClockText(row.previousUntil.toLocalTime())));
    if (row.strict)
        add(tr("Strict"), tr("yes"));
    if (row.mustSign)
        add(tr("Signed"), tr("each request"));
    if (!row.tags.isEmpty())
        add(tr("Tags"), row.tags.join(u", "_s));
    return facts;
}

} // namespace ui
