#pragma once

#include <vector>

#include <QObject>

class QBoxLayout;
class QWidget;

namespace ui {

class Label;

/// What a fresh Switchyard still needs before its first call: a provider, a key, the call. The next step has the one
/// primary button.
/// Thread: main. Owned by `canvas`.
class FirstSteps final : public QObject {
    Q_OBJECT
public:
    /// Makes the cards as children of `canvas`, which paints their shadows, and puts them into `column`.
    FirstSteps(QWidget &canvas, QBoxLayout &column);

    void setDone(bool provider, bool key);
    void setVisible(bool visible);

Q_SIGNALS:
    /// The page that the step is done on, by its name in the list of pages.
    void pageWanted(const QString &page);

private:
    class StepCard;
    Label *m_title;
    Label *m_text;
    std::vector<StepCard *> m_cards{};
};

} // namespace ui
