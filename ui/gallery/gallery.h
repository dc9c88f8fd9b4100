#pragma once

#include <QWidget>

namespace ui {

/// Every control in every state on one page, for those who build pages and for the pictures: `switchyard --gallery`.
/// A new widget is one function and one line of the list in gallery.cpp.
class Gallery final : public QWidget {
    Q_OBJECT
public:
    explicit Gallery(QWidget *parent = nullptr);
    /// All of it, also what is scrolled out of sight.
    QWidget &content() { return *m_content; }

private:
    QWidget *m_content;
};

} // namespace ui
