#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>

#include "ui/gallery/chart_samples.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/line_edit.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/sheet.h"
#include "ui/widgets/toast.h"

namespace ui {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Stands for a window that something lies over.
class Stage final : public QWidget {
public:
    explicit Stage(QSize size) { setFixedSize(size); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), color(Token::Window, palette()));
        painter.setPen(QPen(color(Token::Hairline, palette()), 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
};

QWidget *sheetStage()
{
    auto *stage = new Stage({460, 320});
    auto *sheet = new Sheet(*stage, 320);
    sheet->setTitle(u"Edit key"_s);
    sheet->setSubtitle(u"docs-bot"_s);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(24, 8, 24, 8);
    column->addWidget(new FormField(u"Name"_s, new LineEdit));
    column->addStretch();
    sheet->setContent(content);
    sheet->footer()->addStretch();
    sheet->footer()->addWidget(new Button(Button::Kind::Secondary, u"Cancel"_s));
    sheet->footer()->addWidget(new Button(Button::Kind::Primary, u"Save"_s));
    sheet->open();
    return stage;
}

QWidget *popoverStage()
{
    auto *stage = new Stage({240, 320});
    auto *anchor = new Button(Button::Kind::Outlined, u"Status: all"_s, stage);
    anchor->move(20, 20);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(4, 4, 4, 4);
    for (const QString &word : {u"All"_s, u"Done"_s, u"Failed"_s}) {
        auto *choice = new QRadioButton(word);
        choice->setChecked(column->isEmpty());
        column->addWidget(choice);
    }
    auto *popover = new Popover(*anchor, content);
    popover->setParent(stage, Qt::Widget); // else it would close with the first click elsewhere
    popover->move(20, 20 + anchor->sizeHint().height() + 6);
    popover->setFixedWidth(160);
    popover->show();
    return stage;
}

QWidget *toastStage()
{
    auto *stage = new Stage({360, 320});
    auto *toast = new Toast(*stage);
    auto *again = new Button(Button::Kind::Outlined, u"Delete"_s, stage);
    again->move(20, 20);
    const auto offer = [toast] { toast->offerUndo(u"Rule deleted"_s, [] {}); };
    QObject::connect(again, &QAbstractButton::clicked, toast, offer);
    offer();
    return stage;
}

} // namespace

QWidget *makePanelSamples()
{
    auto *out = new QWidget;
    auto *row = new QHBoxLayout(out);
    row->setContentsMargins({});
    row->setSpacing(20);
    row->addWidget(sheetStage());
    row->addWidget(popoverStage());
    row->addWidget(toastStage());
    row->addStretch();
    return out;
}

} // namespace ui
