// The room of Courses.
