#include "ui/shots/widget_path.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>
#include <QStringList>
#include <QWidget>

#include "ui/widgets/badge.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int kSteps = 4;
constexpr int kLongestText = 60;

QString nameOf(const QWidget &widget)
{
    const QString type = QString::fromLatin1(widget.metaObject()->className()).section(u"::"_s, -1);
    return widget.objectName().isEmpty() ? type : type + u"#"_s + widget.objectName();
}

} // namespace

QString pathOf(const QWidget &widget)
{
    QStringList out;
    for (const QWidget *at = &widget; at != nullptr && out.size() < kSteps; at = at->parentWidget())
        if (at == &widget || at->metaObject()->className() != QByteArray("QWidget"))
            out.prepend(nameOf(*at));
    const QString text = textOf(widget).left(kLongestText);
    return out.join(u" > "_s) + (text.isEmpty() ? QString() : u" \"%1\""_s.arg(text));
}

QString textOf(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text();
    if (const auto *field = qobject_cast<const QLineEdit *>(&widget))
        return field->placeholderText();
    if (const auto *badge = qobject_cast<const Badge *>(&widget))
        return badge->text();
    return {};
}

} // namespace ui
